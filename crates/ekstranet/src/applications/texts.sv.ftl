### Lists and the task list

applications-list-title = Ansökningar
applications-list-lead = Här är er organisations ansökningar. Alla som har rätt till det kan fortsätta med samma ansökan.
applications-list-empty = Er organisation har ännu inga ansökningar. Ni kan påbörja den första ansökan på den här sidan.
applications-start-title = Ta en tjänst i bruk
applications-start-text = Ni kan avbryta ansökan och fortsätta senare. Ansökan kan lämnas in först när alla uppgifter har getts och handlingarna har undertecknats.
applications-formerly = tidigare { $name }
applications-begin = Påbörja ansökan
applications-continue = Fortsätt med ansökan
applications-to-deployment = Gå till ibruktagandet
applications-no-right = Ansökan kan påbörjas av en person som har fullmakten för ibruktagande eller en registrerad ställning.
applications-by-support = Ni ansöker om den här tjänsten via kundsupporten: { $email } eller { $phone }.
applications-not-here = Er organisation kan inte ansöka om den här tjänsten här: { $service }. Om ni anser att den borde kunna ansöka, kontakta kundsupporten: { $email } eller { $phone }.
applications-line-draft = Utkast. Senast ändrat { $at }.
applications-line-submitted = Ärende { $number }. Inlämnat { $at }.
applications-line-supplement = Ärende { $number }. Komplettera senast { $date }.
applications-line-ended = Ärende { $number }. { $what }.
applications-title = Ansökan: { $service }
applications-tasks-lead = { $done ->
    [0] Ansökan har { $total } delar. Ingen av dem är klar ännu. Ni kan fylla i delarna i vilken ordning ni vill.
    [one] Ansökan har { $total } delar, av vilka en är klar. Ni kan fylla i delarna i vilken ordning ni vill.
   *[other] Ansökan har { $total } delar, av vilka { $done } är klara. Ni kan fylla i delarna i vilken ordning ni vill.
}
applications-tasks-ready = Alla delar är klara. Kontrollera svaren och gå vidare till undertecknandet.
applications-begun = { $name } påbörjade ansökan { $at }.
applications-tag-done = Klar
applications-tag-wrong = Att rätta
applications-tag-waits = Väntar på er
applications-tag-untouched = Inte påbörjad
applications-saved-by = { $name } sparade { $at }.
applications-group-check = Kontroll och undertecknande
applications-check-title = Kontrollera svaren
applications-check-row = Undertecknandet öppnas när alla delar är klara.
applications-next-title = Vad händer härnäst
applications-next-text = När delarna är klara undertecknas handlingarna och ansökan lämnas in. Då får ni ett ärendenummer. Förbindelsen undertecknas bara första gången.
applications-about-title = Om ansökan
applications-print-link = Hela blanketten på en sida
applications-print-title = Hela blanketten: { $service }
applications-print-lead = På sidan finns alla frågor och de svar som hittills har getts. Ni kan skriva ut sidan och samla in uppgifterna på förhand.

### Steps

applications-save = Spara och fortsätt
applications-back-to-case = Tillbaka till ansökan
applications-billing-closed = Er rätt räcker inte till för att ändra faktureringsuppgifterna. Den här delen kan fyllas i av den som har någon av de här registrerade ställningarna: { $positions }. Be personen logga in i tjänsten och fylla i delen. De andra delarna kan ni fylla i själv. I en offentlig organisation, en stiftelse och en annan organisation där man uträttar ärenden bara med fullmakt kommer man överens med kundsupporten om hur delen fylls i: { $support }.
applications-back-to-tasks = Tillbaka till delarna
applications-choose = Välj
applications-when = Svara om ni valde: { $choice }
applications-person = Kontaktperson { $number }
applications-person-name = Namn
applications-person-email = E-post
applications-person-phone = Telefon
applications-person-roles = Uppgifter
applications-person-add = Lägg till en person
applications-person-remove = Ta bort kontaktperson { $number }
applications-no-units = Det finns inga giltiga tjänsteenheter i registret. Uppdatera först uppgifterna i SOTE-organisationsregistret.
applications-unit-from = gäller från { $day }
applications-unit-until = gäller till och med { $day }
applications-unit-gone = Enheten är inte längre giltig i registret.
applications-no-systems = Det finns inga system i förteckningen som är certifierade för tjänsten.
applications-no-access-points = Det finns inga anslutningspunkter i förteckningen.
applications-system-until = { $supplier }, klass { $class }, certifikatet gäller till { $date }
applications-system-expired = Systemet kan inte väljas eftersom dess certifikat gick ut { $date }.
applications-access-point-until = { $owner }, identifierare { $oid }, servercertifikatet gäller till { $date }
applications-access-point-expired = Anslutningspunkten kan inte väljas eftersom dess servercertifikat gick ut { $date }.
applications-fact-name = Namn
applications-fact-business-id = FO-nummer
applications-fact-oid = OID-kod
applications-fact-address = Adress
applications-fact-units = Giltiga tjänsteenheter
applications-fact-units-later = { $count }, dessutom { $later } som börjar senare
applications-register-fresh = Uppgifterna hämtades ur SOTE-organisationsregistret { $at }.
applications-register-stale = SOTE-organisationsregistret svarar inte just nu. De här uppgifterna hämtades { $at }. Ni kan fortsätta; uppgifterna kontrolleras när ansökan behandlas.
applications-register-ended = Er organisations registrering i SOTE-organisationsregistret upphörde { $day }. Förnya registreringen innan ni lämnar in ansökan.
applications-register-unknown = Er organisation finns inte i SOTE-organisationsregistret. Registrera organisationen innan ni lämnar in ansökan.
applications-register-down = SOTE-organisationsregistret svarar inte just nu. Det ni har sparat finns kvar. Försök igen om en stund.
applications-confirmed = Bekräftat
applications-receipt-pharmacies = Bekräftade apotek
applications-no-answer = Inget svar

### Faults at fields

applications-fault-missing = { $label }: fyll i den här punkten.
applications-fault-confirm = Bekräfta den här punkten: { $label }.
applications-fault-choice = { $label }: välj ett alternativ.
applications-fault-choice-of-question = Välj ett alternativ: { $label }
applications-fault-long = { $label }: förkorta texten. Den får vara högst { $limit } tecken lång.
applications-fault-email = Skriv e-postadressen i formen namn@exempel.fi.
applications-fault-phone = Skriv telefonnumret med siffror, till exempel +358 40 123 4567.
applications-fault-date = Skriv datumet i formen 15.1.2027.
applications-fault-date-past = Dagen har passerat. Välj dagens datum eller en senare dag.
applications-fault-date-far = Dagen är mer än ett år bort. Välj en tidigare dag.
applications-fault-unit-missing = Välj minst en tjänsteenhet.
applications-fault-unit-unknown = Någon av de valda enheterna är inte giltig i registret. Ta bort valet.
applications-fault-unit-not-then = Registreringen av dessa valda enheter gäller inte den planerade ibruktagningsdagen { $day }: { $units }. Ta bort valen eller ändra dagen.
applications-fault-unit-not-chosen = Begäranden om receptförnyelse kan tas emot endast av en enhet som ni ovan har valt att ta tjänsten i bruk.
applications-fault-system-unknown = Välj ett system i förteckningen.
applications-fault-system-expired = Systemets certifikat har gått ut. Välj ett annat system.
applications-fault-access-point-unknown = Välj en anslutningspunkt i förteckningen.
applications-fault-access-point-expired = Anslutningspunktens servercertifikat har gått ut. Välj en annan anslutningspunkt.
applications-fault-access-point-not-then = Anslutningspunkten är inte i bruk den planerade ibruktagningsdagen. Välj en annan anslutningspunkt eller ändra dagen.
applications-fault-person-missing = Lägg till minst en kontaktperson.
applications-fault-people-many = Det kan finnas högst { $most } kontaktpersoner. Ta bort de överflödiga.
applications-fault-person-role = Välj minst en uppgift för personen.
applications-fault-role-missing = Välj den här uppgiften för någon: { $role }.
applications-fault-business-id = Skriv FO-numret i formen 1234567-1. Kontrollera att siffrorna är rätt.
applications-fault-own-business-id = Det här är er egen organisations FO-nummer. Skriv den andra partens FO-nummer.
applications-fault-e-invoice = Kontrollera e-fakturaadressen och dess kontrollsiffra. Adressen börjar med 0037 och fortsätter med FO-numret utan bindestreck, eller så är den ett IBAN-kontonummer.
applications-fault-operator = Välj en e-fakturaoperatör i förteckningen.
applications-fault-post-code = Skriv postnumret med fem siffror.
applications-fault-identity-code = Här fanns en personbeteckning som vi inte sparade. Skriv inga personbeteckningar här.
applications-fault-accept = Godkänn handlingarna om ni vill underteckna dem.
applications-fault-changed = Svaren eller handlingarna ändrades efter att ni öppnade sidan. Läs dem på nytt innan ni undertecknar.

### A colleague saved first

applications-conflict-title = Någon annan sparade samma del före er
applications-conflict-title-own = Ni har sparat samma del i ett annat fönster
applications-conflict-lead = Del: { $step }. Inget har ersatts eller tagits bort. Välj vilken version som ska gälla.
applications-conflict-theirs = Den andras sparade version
applications-conflict-theirs-own = Versionen som sparades i det andra fönstret
applications-conflict-mine = Er version
applications-conflict-unsaved = Er version har ännu inte sparats.
applications-conflict-question = Fråga
applications-conflict-keep-theirs = Behåll den andras version
applications-conflict-keep-own = Behåll versionen i det andra fönstret
applications-conflict-save-mine = Spara min version

### Check and signature

applications-check-complete = Alla uppgifter har getts. Kontrollera en gång till att de är riktiga.
applications-check-incomplete = Ansökan kan inte lämnas in än. Rätta först punkterna ovan.
applications-check-unverified-pharmacy = Fimeas apoteksregister svarar inte just nu. Ni kan ändå fortsätta; handläggaren ser att uppgifterna inte kunde kontrolleras.
applications-check-unverified = SOTE-organisationsregistret svarar inte just nu. Ni kan ändå fortsätta; handläggaren ser att uppgifterna inte kunde kontrolleras.
applications-change = Ändra
applications-to-signing = Gå till undertecknandet
applications-no-right-to-sign = Ansökan undertecknas och lämnas in av en person som har rätt att underteckna för organisationen.
applications-sign-title = Underteckna och lämna in
applications-sign-lead = Läs handlingarna. När ni undertecknar dem förbinder ni er till dem för organisationen { $organisation }, och ansökan lämnas in.
applications-sign-signatory = Undertecknare
applications-sign-right = Ställning eller fullmakt
applications-sign-version = Version
applications-sign-language = Handlingens språk
applications-sign-hash = Textens kontrollsumma (SHA-256), som identifierar texten
applications-sign-read = Läs: { $title }
applications-sign-translation = Inofficiell engelsk översättning
applications-in-finnish = finska
applications-in-swedish = svenska
applications-sign-accept = Jag har läst handlingarna och godkänner dem för organisationens räkning
applications-sign-again = Er rätt att underteckna kontrolleras ännu i Suomi.fi-fullmakter. Ansökan lämnas in när ni kommer tillbaka därifrån.
applications-sign-button = Underteckna och lämna in ansökan
applications-sign-back = Tillbaka till kontrollen

### After submission

applications-receipt-title = Ansökan har lämnats in
applications-receipt-link = Mottagnings­bekräftelse
applications-receipt-lead = Tack. Ert ärendenummer är { $number }. Nämn det om ni kontaktar oss.
applications-fact-case-number = Ärendenummer
applications-fact-service = Tjänst
applications-fact-submitted = Inlämnad
applications-fact-submitted-by = Avsändare
applications-receipt-next-officer = En handläggare granskar ansökan. Om något saknas ber vi om komplettering.
applications-receipt-next-mail = Den administrativa kontaktpersonen får ett e-postmeddelande när ärendet framskrider.
applications-receipt-next-setup = Efter godkännandet ser ni här vad som ännu behövs för ibruktagandet.
applications-receipt-follow = Följ ansökan
applications-to-agreements = Se vad som undertecknades
applications-case-lead = Ärende { $number }, inlämnat { $at }.
applications-state-draft = Väntar på er
applications-state-submitted = Väntar på behandling
applications-state-in-review = Väntar på beslut
applications-state-supplement-requested = Väntar på er
applications-state-approved = Klar
applications-state-aside = Lagt åt sidan
applications-state-rejected = Avslagen
applications-state-withdrawn = Återkallad
applications-state-lapsed = Förfallen
applications-events-title = Vad som har hänt
applications-event-submitted = Ansökan lämnades in
applications-event-taken = Behandlingen inleddes
applications-event-supplement-requested = Komplettering begärdes
applications-event-supplement-answered = Kompletteringen skickades
applications-event-deadline-moved = Tidsfristen för kompletteringen ändrades
applications-event-supplement-recalled = Begäran om komplettering återtogs
applications-supplement-recalled-at = Begäran återtogs { $when }. Ni behöver inte svara på den.
applications-event-approved = Ansökan godkändes
applications-event-rejected = Ansökan avslogs
applications-event-withdrawn = Ansökan återkallades
applications-event-lapsed = Ansökan förföll eftersom ingen komplettering kom in
applications-decision-approved = Ansökan har godkänts
applications-decision-rejected = Ansökan har avslagits
applications-supplement-title = Komplettera ansökan senast { $date }
applications-supplement-unchanged = Ni har inte ändrat någon av de begärda punkterna. Rätta punkten eller berätta i meddelandet varför ni inte ändrar den.
applications-supplement-step = Handläggaren har bett om komplettering. Ni kan ändra endast de begärda punkterna. Skicka kompletteringen från ansökans sida när alla punkter är klara.
applications-supplement-asked = Handläggarens begäran
applications-supplement-message = Meddelande till handläggaren
applications-supplement-message-hint = Ni kan berätta vad ni ändrade. Högst 2 000 tecken.
applications-supplement-prove = Vi kontrollerar er rätt i Suomi.fi-fullmakter innan kompletteringen skickas. Till dess finns ert meddelande kvar på den här sidan.
applications-supplement-button = Skicka kompletteringen
applications-supplement-answered = Begäran om komplettering { $at }
applications-supplement-answered-at = Besvarad { $at }
applications-withdraw-link = Återkalla ansökan
applications-withdraw-title = Vill ni återkalla ansökan?
applications-withdraw-text = Behandlingen av ansökan upphör, och de undertecknade handlingarna träder inte i kraft. Återkallandet kan inte ångras, men ni kan göra en ny ansökan. Vi kontrollerar er rätt i Suomi.fi-fullmakter innan ansökan återkallas.
applications-withdraw-button = Återkalla ansökan
applications-withdraw-stay = Låt behandlingen fortsätta
applications-discard-link = Radera utkastet
applications-discard-title = Vill ni radera utkastet?
applications-discard-text = Utkastet och alla svar i det raderas också för andra som har fyllt i det. Raderingen kan inte ångras.
applications-discard-button = Radera utkastet
applications-discard-stay = Behåll utkastet

### What the registers say beside an answer, for officers

applications-finding-register = SOTE-organisationsregistret: { $name }, OID-kod { $oid }, hämtat { $at }.
applications-finding-register-stale = SOTE-organisationsregistret svarar inte. Den senaste uppgiften hämtades { $at }.
applications-finding-register-ended = Registreringen i SOTE-organisationsregistret upphörde { $day } ({ $name }).
applications-finding-register-unknown = Organisationen finns inte i SOTE-organisationsregistret.
applications-finding-pharmacy = Fimeas apoteksregister: { $name } ({ $oid }), dagen för övertagandet { $date }.
applications-finding-branch = Fimeas apoteksregister: filialapotek { $name } ({ $oid }).
applications-finding-hospital-pharmacy = Fimeas apoteksregister: sjukhusapotek { $name } ({ $oid }).
applications-finding-no-pharmacy = I Fimeas apoteksregister finns inget apotek med detta FO-nummer.
applications-finding-pharmacies-down = Fimeas apoteksregister svarar inte, så uppgiften kunde inte kontrolleras nu.
applications-finding-register-down = SOTE-organisationsregistret svarar inte, så uppgiften kunde inte kontrolleras nu.
applications-finding-unverified = Uppgifterna kunde inte kontrolleras i registret när ansökan lämnades in.
applications-finding-verified = Kontrollerat när ansökan lämnades in. Registeruppgiften hade hämtats { $at }.
applications-finding-name-changed = När ansökan lämnades in var namnet { $name }.
applications-finding-company = FODS: { $name }, i kraft.
applications-finding-names = De registrerade namnen i FODS: { $name } och { $other }.
applications-finding-no-names = FODS svarar inte eller har inte längre det andra namnet, så namnen kunde inte kontrolleras nu.
applications-finding-company-ended = Enligt FODS är organisationen inte längre registrerad.
applications-finding-company-kind = FODS: { $name }. Den juridiska formen är en annan än den som frågorna i ansökan valdes efter. Kontrollera om svar saknas.
applications-finding-company-unknown = FO-numret finns inte i FODS.
applications-finding-company-down = FODS svarar inte, så den juridiska formen kunde inte kontrolleras.
applications-finding-units = { $count ->
    [one] Enheten är giltig i registret.
   *[other] Alla { $count } enheter är giltiga i registret.
}
applications-finding-units-unverified = Enheternas giltighet kunde inte kontrolleras till alla delar.
applications-finding-system = Klass { $class }, leverantör { $supplier }, certifikatet gäller till { $date }.
applications-finding-access-point = Förvaltare { $owner }, servercertifikatet gäller till { $date }.
applications-finding-access-point-closes = Anslutningspunkten stängs före den planerade ibruktagningsdagen.
applications-finding-e-invoice-other = FO-numret i e-fakturaadressen är en annan organisations.
applications-requires = Ni kan ansöka om { $service } först när { $missing } är i produktionsanvändning.
applications-needs = { $count ->
    [one] Ni kan ansöka om detta när { $names } är i produktionsanvändning.
   *[other] Ni kan ansöka om detta när någon av dessa är i produktionsanvändning: { $names }.
}
applications-fault-date-after-other = Ibruktagningsprovet ska hållas senast den planerade ibruktagningsdagen.
applications-vendor-knows = Förmedlaren väljer anslutningspunkten: { $name }
applications-vendor-chooses = Förmedlaren väljer anslutningspunkten och får er begäran när ni sparar.
applications-unverified-known = När ansökan lämnades in svarade registret inte. Då användes en uppgift som hade hämtats { $at }.
applications-verified-same = Kontrollerat { $at } efter att ansökan lämnades in: registrets uppgifter motsvarar ansökan.
applications-verified-differs = Kontrollerat { $at } efter att ansökan lämnades in: registrets uppgifter avviker från ansökan.
applications-verified-unknown = Kontrollerat { $at } efter att ansökan lämnades in: registret känner inte till organisationen.
applications-event-verified-later = Uppgifterna kontrollerades i det register som inte svarade när ansökan lämnades in
applications-fault-date-before-takeover = Dagen är före dagen för övertagandet i Fimeas apoteksregister. Välj dagen för övertagandet eller en senare dag.
applications-takeover-hint = Dagen för övertagandet är { $date }. Välj den eller en senare dag.
applications-too-early = Dagen för övertagandet är { $takeover }. Ansökan kan göras tidigast 30 dagar före den, alltså { $opens }, gärna ungefär tre veckor före övertagandet.
applications-no-takeover = I Fimeas apoteksregister finns ingen dag för övertagandet, så ansökan kan inte göras än. Fimea lägger till dagen; kontakta Fimea.
applications-pharmacies-down = Fimeas apoteksregister svarar inte just nu. Ni kan fortsätta; uppgifterna kontrolleras på nytt innan ansökan lämnas in.
applications-pharmacies-stale = Fimeas apoteksregister svarar inte just nu. Uppgifterna är hämtade { $time }.
applications-pharmacies-fresh = Hämtat ur Fimeas apoteksregister { $time }.
applications-pharmacy-branch = Filialapotek
applications-pharmacy-main = Huvudapotek
applications-pharmacy-takeover = Dag för övertagandet
applications-prepared-title = Ansökningar som ni har förberett
applications-prepared-lead = Ni kan förbereda en ansökan fast ni ännu inte har rätt att uträtta ärenden. Utkastet ser bara ni själv tills någon i organisationen har fått rätten.
applications-prepared-none = Ni har inte förberett några ansökningar.
applications-prepared-choose = Välj organisation
applications-prepared-taken = I organisationens bruk
applications-prepared-removed = Föråldrat och borttaget
applications-prepared-discarded = Borttaget
applications-prepared-take-up = Er rätt räcker nu. Ta utkastet i organisationens bruk.
applications-prepared-changed = Senast ändrat { $at }.
applications-prepared-kept = Utkastet tas bort { $date } om det inte dessförinnan tas i bruk eller ändras.
applications-prepared-too-many = Ni har redan så många förberedda utkast som man kan ha. Ta bort ett utkast som ni inte behöver.
applications-prepared-ready = Alla delar är klara. Ansökan väntar på att någon får rätt att uträtta ärenden för organisationen.
applications-prepared-soon = Utkastet tas snart bort. Spara någon del av det om ni vill behålla det.
applications-prepared-closed = Ni kan underteckna och lämna in ansökan när någon har fått rätten.
applications-prepared-who-title = Vems ansökan är detta
applications-prepared-who = Nu ser bara ni utkastet. När någon i organisationen får rätt att uträtta ärenden är utkastet organisationens: personen ser att ni har förberett det och tar det i bruk eller tar bort det.
applications-prepared-why = Vem kan ge rätten
applications-prepared-discard-text = Utkastet och alla svar i det tas bort. Borttagningen kan inte ångras.
applications-offered-title = Förberedd ansökan: { $service }
applications-offered-by = { $name } förberedde ansökan utan att ännu ha rätt att uträtta ärenden för organisationen. Senast ändrad { $at }.
applications-offered-aside = Organisationens eget utkast, som påbörjades av { $name } och ersattes med ett annat { $at }.
applications-offered-list = Förberedda ansökningar
applications-offered-list-text = Någon i er organisation har förberett dessa. Titta på svaren och ta ansökan i bruk eller ta bort den.
applications-offered-beside = Ni har också en egen ansökan om samma tjänst.
applications-offered-own = Er organisation har redan ett eget utkast för samma tjänst. Om ni tar det här i bruk byter utkasten plats: ert eget finns kvar bland de förberedda och ingenting går förlorat.
applications-offered-compared = Färdiga delar: { $here } i det här utkastet, { $own } i ert eget utkast.
applications-offered-accept = Vi vill låta utkasten byta plats. Vårt eget utkast flyttas till de förberedda, och meddelandet till den som fyller i härnäst tas bort.
applications-offered-confirm = Välj först att ni vill låta utkasten byta plats.
applications-offered-own-link = Öppna det egna utkastet
applications-offered-take = Ta ansökan i bruk
applications-offered-exchange = Ta detta i bruk i stället för det egna
applications-offered-without-billing = Er rätt räcker inte till för att ändra faktureringsuppgifterna, så de förs inte över från det här utkastet. Faktureringsuppgifterna i er egen ansökan ändras inte.
applications-offered-discard-text = Utkastet som gjorts av { $name } och alla svar i det tas bort. Borttagningen kan inte ångras.
applications-offered-waits = Er organisation har redan lämnat in en ansökan om tjänsten. Ni kan ta utkastet i bruk när den har avgjorts.
applications-offered-other-form = Ert eget utkast är gjort med en annan version av blanketten, så utkasten kan inte byta plats. Ta först bort det som ni inte behöver.
applications-submit-title = Vem kan lämna in
applications-submit-you = Ni kan själv underteckna och lämna in ansökan när alla delar är klara.
applications-submit-others = Ansökan kan undertecknas och lämnas in av den som har fullmakten för ibruktagande eller någon av de här registrerade ställningarna: { $positions }. Ni kan se vad som saknas.
applications-submit-missing = Ännu saknas
applications-offered-stays = Utkastet finns kvar och ni kan ta det i bruk senare.
