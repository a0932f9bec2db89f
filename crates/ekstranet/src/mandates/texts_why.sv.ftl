mandates-why-lead-known = Suomi.fi-fullmakter meddelade i den här sessionen att ni har en anknytning till de här organisationerna. Välj en organisation, så berättar vi vad som saknas.
mandates-why-elsewhere = Saknas organisationen i listan?
mandates-why-elsewhere-text = Vi kan inte berätta om en organisation som ni enligt Suomi.fi inte har någon anknytning till. Fråga Suomi.fi på nytt eller be organisationen om rätten.
mandates-why-where = Var vi frågade
mandates-why-where-text = I Suomi.fi-fullmakter. Tjänsten kontrollerar ställningar i handelsregistret, föreningsregistret och Företags- och organisationsdatasystemet (FODS) och fullmakter i fullmaktsregistret.
mandates-why-who = Vem
mandates-why-time = Hur länge
mandates-why-estimates = Tiderna är våra uppskattningar från november 2026, inga löften.
mandates-why-applications = Att reservera tre veckor bygger på att fullmaktsansökningarna tog två till tre veckor år 2020. Kontrollera den aktuella handläggningstiden hos Myndigheten för digitalisering och befolkningsdata.
mandates-step-retry-who = Ni själv
mandates-step-retry-time = Uppskattningsvis samma dag
mandates-step-signatory-who = Ni själv, vid behov tillsammans med en annan firmatecknare
mandates-step-signatory-time = Uppskattningsvis några minuter. En fullmakt som ges tillsammans börjar gälla när alla har bekräftat den.
mandates-step-granting-who = Ni själv
mandates-step-granting-time = Uppskattningsvis några minuter
mandates-step-private-who = Verkställande direktören, dennes ställföreträdare, en firmatecknare, näringsidkaren eller den som har fullmaktsrätt
mandates-step-private-time = Uppskattningsvis några minuter när fullmaktsgivaren kan logga in i Suomi.fi. Om en förening eller ett företag ansöker om fullmakten hos Myndigheten för digitalisering och befolkningsdata, reservera minst tre veckor.
mandates-step-public-who = Organisationens ledning ansöker om fullmaktsrätt; den som har fått den ger fullmakten
mandates-step-public-time = Minst tre veckor för ansökan om fullmaktsrätt, uppskattningsvis några minuter för fullmakten
mandates-step-other-who = Organisationens företrädare, till exempel filialens representant, bolagets firmatecknare eller den som förvaltar dödsboet
mandates-step-other-time = Uppskattningsvis några minuter när Suomi.fi känner igen företrädaren. Reservera minst tre veckor för en ansökan.
mandates-letter-organisation-to-write = [fyll i organisationens namn och FO-nummer]
mandates-letter-grantor-to = Till den som ger fullmakter i företaget eller föreningen
mandates-letter-grantor =
    Hej!
    Jag behöver en Suomi.fi-fullmakt för att uträtta ärenden på Kanta Extranätet. Organisation: { $organisation }.
    Fullmakten heter ”Ibruktagande av social- och hälsovårdens digitala tjänster”. Den kan ges på suomi.fi/fullmakter: logga in, välj organisationen och lägg till mig som befullmäktigad. Det tar några minuter.
    Hälsningar { $person }
mandates-letter-leaders-to = Till ledningen för en offentlig organisation eller en stiftelse
mandates-letter-leaders =
    Hej!
    På Kanta Extranätet kan man uträtta ärenden för vår organisation endast med en Suomi.fi-fullmakt. Organisation: { $organisation }.
    1. Om ingen ännu har fullmaktsrätt, välj minst två personer och ansök om den för dem hos Myndigheten för digitalisering och befolkningsdata (suomi.fi/fullmakter, fullmaktsansökan). Reservera minst tre veckor.
    2. Jag ber dem ge mig fullmakten ”Ibruktagande av social- och hälsovårdens digitala tjänster”. Fullmaktsrätten räcker inte i sig för att uträtta ärenden.
    Hälsningar { $person }
mandates-letter-representative-to = Till den som företräder organisationen
mandates-letter-representative =
    Hej!
    Jag behöver en Suomi.fi-fullmakt för att uträtta ärenden på Kanta Extranätet. Organisation: { $organisation }.
    Fullmakten heter ”Ibruktagande av social- och hälsovårdens digitala tjänster”. Om ni kan logga in för organisationen på suomi.fi/fullmakter, ge fullmakten där. Om Suomi.fi inte känner igen er rätt att företräda, ansök om fullmakten hos Myndigheten för digitalisering och befolkningsdata (fullmaktsansökan) och reservera minst tre veckor.
    Hälsningar { $person }
mandates-letter-cosignatory-to = Till den andra firmatecknaren, om ni tecknar firman tillsammans
mandates-letter-cosignatory =
    Hej!
    Jag ger i Suomi.fi-fullmakter fullmakten ”Ibruktagande av social- och hälsovårdens digitala tjänster” för att kunna uträtta ärenden på Kanta Extranätet. Organisation: { $organisation }.
    Eftersom vi tecknar firman tillsammans börjar fullmakten gälla först när också du bekräftar den på suomi.fi/fullmakter.
    Hälsningar { $person }
mandates-letter-support-to = Till kundsupporten, om ett nytt försök inte hjälper
mandates-letter-support =
    Hej!
    Jag kan inte uträtta ärenden på Kanta Extranätet eftersom ett register inte svarade. Organisation: { $organisation }. Suomi.fi-fullmakter tillfrågades { $moment }.
    Hälsningar { $person }
mandates-step-registers = Kontrollera om organisationen har införts i handelsregistret, föreningsregistret eller Skatteförvaltningens register. Anmälan görs via FODS på ytj.fi.
mandates-step-registers-who = Den som gör organisationens registeranmälningar
mandates-step-registers-time = Registreringen av en ny organisation tar uppskattningsvis från några dagar till några veckor.
mandates-letter-unregistered-to = Till kundsupporten, om organisationen redan har införts i registret
mandates-letter-unregistered =
    Hej!
    Jag kan inte uträtta ärenden på Kanta Extranätet eftersom FODS inte hade några uppgifter om organisationen { $organisation }. Registret tillfrågades { $moment }. Organisationen har införts i registret, så jag ber er utreda saken.
    Hälsningar { $person }
mandates-letter-suomi =
    Hej!
    Suomi.fi-fullmakter behandlade inte begäran med mina uppgifter när jag försökte uträtta ärenden på Kanta Extranätet. Jag ber er utreda vad det beror på och hur jag kan uträtta ärenden.
mandates-letter-suomi-to = Meddelande till kundsupporten för Suomi.fi
mandates-stopped-when = Suomi.fi-fullmakter tillfrågades { $moment }.
mandates-why-prepare = Förbered ansökan redan nu
mandates-why-prepare-text = Medan ni väntar på rätten kan ni fylla i ansökan. Utkastet ser bara ni själv. När någon i organisationen får rätten tar den personen utkastet i bruk, undertecknar det och lämnar in det.
mandates-why-prepare-button = Förbered: { $service }
mandates-why-prepared = Ansökningar som ni har förberett
mandates-reason-earlier = Suomi.fi har inte i den här sessionen returnerat någon rätt för er i den här organisationen. Ovan ser ni vad Suomi.fi svarade senast. Rätten kan ha upphört: fråga Suomi.fi på nytt eller be organisationen om en ny fullmakt.
mandates-reason-earlier-untold = I den här sessionen har vi inte fått uppgift från Suomi.fi om ni har rätt till den här organisationen. Ovan ser ni vad Suomi.fi svarade senast. Fråga Suomi.fi med knappen nedan.
mandates-reason-ended = Ni har haft rätt att uträtta ärenden för den här organisationen. Den gällde senast { $moment }. I det senaste svaret från Suomi.fi fanns den inte.
mandates-known-earlier = inte kontrollerad i denna session
mandates-reason-ended-on = Er fullmakt upphörde { $day }, den dag ni själv har angett. Organisationen kan ge en ny fullmakt i Suomi.fi.
mandates-why-lead-earlier = Suomi.fi-fullmakter har tidigare meddelat att ni har en anknytning till de här organisationerna. I den här sessionen har vi inte fått uppgifter om dem.
mandates-why-lead-unasked = Vi har ännu inte i den här sessionen frågat Suomi.fi-fullmakter för vilka organisationer ni får uträtta ärenden. Fråga först. Nedan berättar vi vem som kan hjälpa om rätten saknas.
mandates-why-lead-unanswered = Vi fick inte uppgifter från Suomi.fi-fullmakter om för vilka organisationer ni får uträtta ärenden. Nedan berättar vi vad som hände och vem som kan hjälpa.
mandates-round-none = inte ännu i den här sessionen
mandates-round-begun = Ni gick till Suomi.fi men har inte kommit tillbaka därifrån.
mandates-round-told = Suomi.fi returnerade organisationer.
mandates-round-nothing = Suomi.fi returnerade ingen organisation.
mandates-round-foreign = Suomi.fi returnerade bara organisationer som har ett annat lands beteckning.
mandates-round-cancelled = Ni kom tillbaka från Suomi.fi utan att välja en organisation.
mandates-round-over = Ert besök i Suomi.fi hade redan avslutats och därför gav tjänsten inget svar.
mandates-round-unanswered = Suomi.fi svarade inte, eller så kunde svaret inte läsas.
mandates-round-refused = Suomi.fi behandlade inte begäran med era uppgifter.
mandates-reason-unasked = Svaret från Suomi.fi saknas, eftersom vi ännu inte har frågat.
mandates-reason-cancelled = Ni valde ingen organisation. Om Suomi.fi inte erbjöd någon att välja har ni enligt tjänsten ingen ställning eller fullmakt i någon organisation.
mandates-reason-unanswered = Svaret från Suomi.fi saknas. Utan det vet vi inte för vilka organisationer ni får uträtta ärenden.
mandates-reason-foreign = Bara en organisation med ett finländskt FO-nummer kan vara kund. Ingen sådan fanns i svaret.
