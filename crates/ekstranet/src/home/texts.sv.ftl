home-title = Startsida
home-lead-services = { $count ->
    [0] Ingen Kanta-tjänst är ännu i bruk.
    [one] En Kanta-tjänst är i bruk.
   *[other] { $count } Kanta-tjänster är i bruk.
}
home-lead-ended = Inga Kanta-tjänster används längre.
home-customership-ends = Er kundrelation upphör { $date }.
home-customership-ended = Er kundrelation upphörde { $date }.
home-ending = Tjänsten är uppsagd. Användningen upphör { $date }.
home-stopped = Tjänsten sades upp före ibruktagandet och upphör { $date }.
home-lead-todo = { $count ->
    [0] Inget ärende väntar på er.
    [one] Ett ärende väntar på er.
   *[other] { $count } ärenden väntar på er.
}
home-do-now = Gör det här nu
home-do-begin = Påbörja den första ansökan
home-do-about-begin = Välj den tjänst som ni vill ta i bruk. Ni kan avbryta ansökan och fortsätta senare.
home-do-continue = Fortsätt med ansökan
home-do-about-draft = { $service }. Ansökan är inte färdig.
home-do-about-draft-ends = { $service }. Ansökan är inte färdig. Utkastet raderas { $date } om ingenting sparas i det.
home-do-read-message = Läs ett nytt meddelande
home-do-about-message = { $service }. Ärende { $number }.
home-do-supplement = Svara på begäran om komplettering
home-do-about-supplement = { $service }. Tidsfristen går ut { $deadline }.
home-do-set-up = Slutför ibruktagandet
home-do-about-set-up = { $service }. { $count ->
    [0] Bekräfta att produktionsanvändningen börjar.
    [one] En punkt är ogjord.
   *[other] { $count } punkter är ogjorda.
}
home-services = Kanta-tjänster
home-formerly = Tidigare { $name }.
home-state-in-use = I bruk
home-do-sign = Underteckna och lämna in ansökan
home-do-about-whole = { $service }. Alla delar är klara.
home-half-signed = { $name } har undertecknat. Ansökan väntar på en andra underskrift.
home-do-about-half-signed = { $service }. { $name } har undertecknat, och ansökan väntar på en andra underskrift.
home-whole = Alla delar är klara. Ansökan väntar på underskrift.
home-state-waiting-for-day = Väntar på startdagen
home-begins = Produktionsanvändningen börjar { $date }. Ni behöver inte göra något mer.
home-gives-up = Ni avstår från apotekstillståndet. Användningen upphör { $date }.
home-state-waiting-for-you = Väntar på er
home-state-waiting-for-review = Väntar på behandling
home-state-not-in-use = Inte i bruk
home-in-use-since = I produktionsanvändning sedan { $date }.
home-set-up = { $count ->
    [0] Ansökan har godkänts. Bekräfta att produktionsanvändningen börjar.
    [one] Ansökan har godkänts. En punkt i ibruktagandet är ogjord.
   *[other] Ansökan har godkänts. { $count } punkter i ibruktagandet är ogjorda.
}
home-draft = Ansökan är inte färdig.
home-supplement = Komplettering har begärts till ansökan { $number }.
home-submitted = Ansökan { $number } lämnades in { $date }.
home-ended = Användningen upphörde { $date }. Uppgifterna kan läsas.
home-not-in-use = Ansökan kan påbörjas på sidan Ansökningar.
home-not-in-use-by-support = Ni ansöker om den här tjänsten via kundsupporten.
home-pharmacies = Apotek och överlåtelser
home-register = Organisationen i registret
home-register-name = Namn
home-register-business-id = FO-nummer
home-register-oid = Verksamhetsenhetens OID-kod
home-register-address = Besöksadress
home-register-units = Tjänsteenheter
home-register-more-units = { $count ->
    [one] och en annan tjänsteenhet
   *[other] och { $count } andra tjänsteenheter
}
home-register-fetched = Hämtat ur SOTE-organisationsregistret { $time }.
home-register-stale = Registret svarar inte just nu. Uppgifterna hämtades { $time }.
home-register-pharmacy = Apotekets uppgifter kommer från Fimeas apoteksregister.
home-register-missing = Inga uppgifter kunde hämtas ur SOTE-organisationsregistret, eftersom registret inte svarar just nu. Ni kan ändå fortsätta; uppgifterna kontrolleras på nytt innan ansökan lämnas in.
home-register-unknown = Er organisation finns inte i SOTE-organisationsregistret. Tillstånds- och tillsynsverket för in privata tjänstetillhandahållare i registret: ansök om registrering i Soteri. Offentliga organisationer lämnar själva sina uppgifter i kodtjänsten. Ni kan fylla i ansökan under tiden; uppgifterna kontrolleras på nytt innan ansökan lämnas in.
home-register-wrong = Är uppgifterna felaktiga?
home-register-wrong-text = Uppgifterna kan inte ändras här, utan de kommer från Nationella kodtjänsten. Privata tjänstetillhandahållare rättar sina uppgifter i registret Soteri, offentliga organisationer rättar dem själva i kodtjänsten och apotekare hos Fimea. Rättelsen syns här i allmänhet följande dag.
home-next-officer = Härnäst granskar och avgör handläggaren ärendet. Ni behöver inte göra något.
home-do-prepared = Titta på den förberedda ansökan
home-do-about-prepared = { $service }. Förberedd av { $name }. Ta ansökan i bruk eller ta bort den.
home-mandate-until = Er fullmakt gäller till och med { $day }.
home-mandate-end-unknown = Er fullmakts sista dag har inte angetts.
home-do-mandate = Be om en ny fullmakt
home-do-about-mandate = Er fullmakt upphör { $day }.
home-do-about-mandate-last = Er fullmakt upphör { $day }. Ingen annan har uträttat ärenden här för organisationen, så ärendena avbryts.
home-do-renew = Förnya servercertifikatet
home-do-about-renew = { $name }. Giltigt till och med { $date }.
home-register-practitioner = Er verksamhet finns i registret över självständiga yrkesutövare inom hälso- och sjukvården. Registret har inga tjänsteenheter, så ansökan frågar inte efter dem.
home-register-office = Organisationen finns inte i SOTE-organisationsregistret och behöver inte finnas där: ni uträttar ärenden här som förvaltare av en anslutningspunkt.
home-rejected = Ansökan { $number } avslogs { $date }.
home-rejected-correction = I beslutet står skälen samt hur och senast när ni kan begära omprövning.
home-do-read-decision = Läs beslutet
home-do-about-decision = { $service }. Ansökan { $number } avslogs { $date }. Kontrollera i beslutet senast när ni kan begära omprövning.
home-technical = Om ni själva driver en anslutningspunkt ska ni anmäla den här innan ni ansöker om en tjänst via den.
home-half-signed-enough = { $name } har undertecknat. En underskrift räcker nu. Ansökan lämnas in när den undertecknas en gång till.
home-do-about-enough = { $service }. { $name } har undertecknat, och en underskrift räcker nu. Ansökan lämnas in när den undertecknas en gång till.
home-do-about-enough-own = { $service }. En underskrift räcker nu. Underteckna en gång till, så lämnas ansökan in.
home-do-proposal = Svara på förslaget att en underskrift räcker
home-do-about-proposal = { $name } lade fram förslaget { $date }. Bekräfta det eller behåll två underskrifter.
home-proposal-waits = Ert förslag att en underskrift räcker väntar på att en annan person bekräftar det.
home-do-reopened = Se varför svaren öppnades på nytt
home-do-about-reopened = { $service }. { $name } öppnade svaren på nytt { $date }. Ansökan måste undertecknas på nytt.
home-reopened = { $name } öppnade svaren på nytt { $date }. Ansökan måste undertecknas på nytt.
home-reopened-read = Läs orsaken på ansökans sida
