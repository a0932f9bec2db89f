services-step-signing-authority = Rätt att underteckna
services-step-signing-authority-lead = För en offentlig organisation framgår undertecknarens rätt av förvaltningsstadgan eller av ett organs beslut.
services-question-signing-authority-document = Förvaltningsstadga eller beslut om rätt att underteckna
services-question-signing-authority-document-hint = Om ni redan har lämnat in ett gällande dokument behöver ni inte bifoga det på nytt. Bifoga inga dokument som innehåller personbeteckningar.
services-question-imaging-extent-papers = Bakgrundsuppgifter om bilddiagnostiksystemen
services-question-imaging-extent-papers-hint = Bifoga en beskrivning av era bilddiagnostiksystem och deras datakommunikation. Ni kan också lämna bakgrundsuppgifterna senare, under ibruktagandet.
