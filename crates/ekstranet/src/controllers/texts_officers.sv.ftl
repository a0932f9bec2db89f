controllers-desk-title = Ändringar av personuppgiftsansvarig
controllers-desk-lead = Först de som väntar på en handläggare, och av dem först de som träder i kraft först.
controllers-desk-none = Ingen ändring väntar på en handläggare.
controllers-desk-confirmed = Bekräftade, körningsdag saknas
controllers-desk-contested = Bestridda
controllers-desk-overdue = Körningsdagen har passerat, anteckna resultatet
controllers-desk-asked = Väntar på den nya personuppgiftsansvarigas bekräftelse
controllers-desk-scheduled = Väntar på körning
controllers-desk-returned = Har skickats tillbaka för rättelse
controllers-desk-next = Följande: { $list }
controllers-desk-line = { $number }. Ny personuppgiftsansvarig { $name } från och med { $date }.
controllers-desk-stale = Läget har ändrats sedan ni öppnade sidan, så ingenting sparades. Kontrollera läget på den här sidan.
controllers-desk-lost = Texten som ni skrev
controllers-desk-answer = Beslut
controllers-desk-run = Körning
controllers-desk-no-runs = Ingen körning som passar ändringen har publicerats. Publicera först en körning:
controllers-desk-reason = Motivering eller meddelande till parterna
controllers-desk-reason-hint = Obligatorisk när ni skickar tillbaka, avslår eller flyttar ändringen och när den nya personuppgiftsansvariga inte har bekräftat den. Motiveringen till att anmälan skickas tillbaka ser bara överlåtaren, andra motiveringar båda. Skriv inga personbeteckningar.
controllers-desk-schedule = Ta med ändringen i körningen
controllers-desk-move = Flytta till en annan körning
controllers-desk-carry-out = Anteckna som gjord
controllers-desk-return = Skicka tillbaka för rättelse
controllers-desk-reject = Avslå ändringen
controllers-findings-title = Att beakta
controllers-finding-overdue = Körningsdagen { $date } har passerat. Anteckna ändringen som gjord eller flytta den till en annan körning.
controllers-finding-gone = Överlåtaren har inte längre i produktion: { $services }.
controllers-finding-receiver-in-use = Den nya personuppgiftsansvariga har tjänsterna i produktion.
controllers-finding-receiver-lacks = Den nya personuppgiftsansvariga har inte i produktion: { $services }. Den ska ta tjänsten i bruk före körningen.
controllers-finding-no-address = Den nya personuppgiftsansvarigas e-postadress är inte känd, så inget meddelande har skickats. Kontakta organisationen.
controllers-finding-unverified = Den nya personuppgiftsansvariga kunde inte kontrolleras i registret när anmälan skickades. Registret tillfrågas automatiskt på nytt.
controllers-finding-verified = Registret svarade { $time }: den nya personuppgiftsansvariga är { $name }.
controllers-finding-verified-ended = Registret svarade { $time }: den nya personuppgiftsansvariga { $name } har upphört.
controllers-finding-verified-unknown = Registret svarade { $time }: den nya personuppgiftsansvariga finns inte i registren.
controllers-problem-desk-answer = Välj vad som görs med ändringen.
controllers-problem-desk-run = Välj en körning.
controllers-problem-desk-no-run = Det finns ingen körning som passar. Publicera en körning innan ni tar med ändringen i den.
controllers-problem-desk-reason = Skriv motiveringen.
controllers-problem-desk-unconfirmed = Den nya personuppgiftsansvariga har inte bekräftat ändringen. Skriv varför ändringen ändå tas med i körningen.
controllers-runs-title = Körningsdagar
controllers-runs-lead = Dagar då ändringar av personuppgiftsansvarig görs i Kanta-tjänsterna. Kunderna väljer bland dem tills sista dagen för anmälningar har passerat.
controllers-runs-coming = Kommande körningar
controllers-runs-no-coming = Ingen körning har publicerats.
controllers-runs-past = Tidigare körningar
controllers-runs-line = Anmälningar senast { $until }. { $services }. { $count ->
    [0] Inga ändringar.
    [one] En ändring.
   *[other] { $count } ändringar.
} Tillagd av { $name }.
controllers-runs-cancel = Ställ in körningen
controllers-runs-hanging = { $count ->
    [one] Körningen { $date } kan inte ställas in, eftersom en ändring väntar på den. Flytta först ändringen till en annan körning.
   *[other] Körningen { $date } kan inte ställas in, eftersom { $count } ändringar väntar på den. Flytta först ändringarna till en annan körning.
}
controllers-runs-stale = Någon annan har redan ändrat körningen { $date }. Kontrollera läget på den här sidan.
controllers-runs-add-title = Ny körning
controllers-runs-day = Körningsdag
controllers-runs-day-hint = I formen 4.12.2026
controllers-runs-closes-on = Sista dagen för anmälningar
controllers-runs-closes-on-hint = Senast dagen före körningsdagen. Fram till den här dagen kan en anmälan skickas och återkallas.
controllers-runs-services = Tjänster
controllers-runs-note = Anmärkning
controllers-runs-note-hint = Bara handläggare ser anmärkningen. Högst 500 tecken.
controllers-runs-add = Publicera körningen
controllers-problem-run-day-missing = Skriv dagen.
controllers-problem-run-past = Dagen har passerat. Välj dagens datum eller en senare dag.
controllers-problem-run-too-far = Dagen är mer än tre år framåt. Kontrollera dagen.
controllers-problem-closes-after = Sista dagen för anmälningar ska vara före körningsdagen.
controllers-problem-run-services = Välj minst en tjänst.
controllers-problem-run-twice = Det finns redan en körning för någon av dessa tjänster den här dagen. Välj en annan dag eller andra tjänster.
controllers-desk-sure = Avslås ändringen { $number }?
controllers-desk-sure-text = Avslaget är slutgiltigt: den personuppgiftsansvariga ändras inte, och en ny anmälan kan göras om tjänsterna. Båda parterna får besked om avslaget per e-post, och båda ser motiveringen.
controllers-desk-sure-back = Gå tillbaka utan att avslå
controllers-runs-cancelled = Körningar som har ställts in under de senaste månaderna
controllers-runs-cancelled-line = { $services }. Inställd av { $name } { $time }.
controllers-runs-sure = Ställs körningen { $date } in?
controllers-runs-sure-text = När körningen har ställts in kan kunderna inte välja den och inga ändringar kan tas med i den. En ny körning kan senare publiceras för samma dag.
controllers-runs-keep = Ställ inte in körningen
controllers-runs-move-first = Körningen kan ställas in först när dessa ändringar har flyttats till en annan körning:
