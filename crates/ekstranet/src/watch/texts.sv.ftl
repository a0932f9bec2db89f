watch-title = Ändringar i registren
watch-back = Startsida
watch-lead = Vi jämför era uppgifter med registren varje natt. Här ser ni vad som har ändrats. Om en uppgift är fel rättas den i det register som den kommer från.
watch-none = Inget har ändrats i registren.
watch-change-name = Organisationens namn har ändrats: { $before } är nu { $after }.
watch-change-unit = Registreringen av tjänsteenheten { $unit } upphör { $date }.
watch-change-registration = Organisationen finns inte längre i SOTE-organisationsregistret.
watch-change-company = Organisationen finns inte längre i Företags- och organisationsdatasystemet (FODS).
watch-change-takeover = Övertagandedagen för apoteket { $pharmacy } har flyttats: { $before } är nu { $after }.
watch-corrected-by-soteri = Om uppgiften är fel, rätta den i Soteri (Tillstånds- och tillsynsverket).
watch-corrected-by-thl = Om uppgiften är fel, rätta den i kodtjänsten enligt THL:s anvisning.
watch-corrected-by-fimea = Om dagen är fel, kontakta Fimea.
watch-corrected-by-company-register = Om uppgiften är fel, rätta den i FODS. Därifrån förs den över till de andra registren.
watch-found = Upptäckt { $at }.
watch-seen-by = Markerad som sedd av { $name }, { $at }.
watch-note-seen = Markera ändringen som sedd
watch-tag-waits = Väntar på er
watch-tag-done = Klar
watch-wrong-register = Vad gör jag om det finns ett fel i registret?
watch-desk-title = Kundernas ändringar i registren
watch-desk-lead = Ändringar som den nattliga jämförelsen har hittat, den äldsta först. Kunden har fått besked per e-post, om inte annat står vid ändringen.
watch-untold = Inget e-postmeddelande gick till kunden: ingen adress är känd, eller så har mottagaren valt att inte få dessa meddelanden.
watch-desk-none = Det finns inga obehandlade ändringar.
watch-tag-seen = Kunden har sett
watch-tag-unseen = Väntar på kunden
watch-close = Markera som behandlad: { $name }
watch-next = Nästa
watch-home-do = Kontrollera vad som har ändrats i registren
watch-home-about = { $count ->
    [one] En ändring väntar på er.
   *[other] { $count } ändringar väntar på er.
    }
watch-case-title = Ändringar i registren under ansökan
watch-follows-name = Behandlingen fortsätter. Namnet kontrolleras i registret före beslutet.
watch-follows-unit = Om enheten ingår i ansökan begär vi vid behov en komplettering.
watch-follows-registration = Ansökan kan inte godkännas innan organisationen finns i registret igen.
watch-follows-company = Saken utreds före beslutet.
watch-follows-takeover = Behandlingen av ansökan fortsätter. Produktionsanvändningen kan börja tidigast på den nya dagen.
