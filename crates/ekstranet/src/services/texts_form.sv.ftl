services-group-joining = Organisation och anslutning
services-group-technical = Tekniska uppgifter
services-group-people = Kontaktpersoner och fakturering
services-group-statements = Försäkringar

services-step-organisation = Organisationens uppgifter
services-step-organisation-lead = Uppgifterna hämtas från nationella register, så ni behöver inte skriva dem här. Kontrollera att de är aktuella.
services-question-organisation-confirmed = Organisationens uppgifter stämmer
services-question-organisation-language = På vilket språk vill ni uträtta ärendet?
services-question-organisation-language-hint = Förbindelsen, beslutet och e-postmeddelandena är på detta språk. Sidorna i tjänsten kan ni ändå läsa på vilket språk som helst.
services-choice-organisation-language-fi = På finska
services-choice-organisation-language-sv = På svenska

services-step-joining-model = Anslutningsmodell
services-step-joining-model-lead = Välj om er organisation ansluter sig till Kanta-tjänsterna själv eller tillsammans med en annan organisation.
services-question-joining-model-model = Hur ansluter sig er organisation?
services-choice-joining-model-model-direct = Direktanslutning
services-choice-joining-model-model-direct-text = Er organisation ansluter sig själv och ansvarar själv för sitt patientregister och dess tekniska underhåll.
services-choice-joining-model-model-main-joiner = Gemensam anslutning: vi är huvudanslutare
services-choice-joining-model-model-main-joiner-text = Ni ansöker om tjänsten och tar med organisationer som verkar i era lokaler eller er kedja och använder ert informationssystem. Ni svarar för det tekniska underhållet. Ni listar medanslutarna på sidan Medanslutare, och de bekräftar själva anslutningen.
services-choice-joining-model-model-joined = En annan organisation tar med oss
services-choice-joining-model-model-joined-text = Huvudanslutaren gör ansökan och lägger till er. Ni behöver ingen egen ansökan.

services-step-units = Tjänsteenheter
services-step-units-lead = Välj de tjänsteenheter som börjar använda tjänsten. Förteckningen kommer från SOTE-organisationsregistret.
services-question-units-units = Vilka tjänsteenheter tar tjänsten i bruk?
services-question-units-units-hint = Välj minst en. Om en enhet saknas ska ni först uppdatera uppgifterna i SOTE-organisationsregistret.
services-question-units-renewal-units = Vilka enheter tar emot begäranden om receptförnyelse?
services-question-units-renewal-units-hint = Patienten kan i MittKanta skicka en begäran om receptförnyelse endast till dessa enheter. Lämna tomt om ingen enhet tar emot begäranden.

services-step-information-system = Informationssystem
services-step-information-system-lead = Välj det system med vilket ni använder tjänsten. Systemet ska ha ett giltigt certifikat för den här tjänsten.
services-question-information-system-system = Informationssystem
services-question-information-system-system-hint = Om ert system saknas i förteckningen, fråga systemets leverantör.

services-step-access-point = Anslutningspunkt
services-step-access-point-lead = Anslutningspunkten är den tekniska punkt genom vilken ert system har förbindelse med Kanta-tjänsterna.
services-question-access-point-access-point = Anslutningspunkt
services-question-access-point-access-point-hint = Ni får uppgiften om anslutningspunkten av systemets leverantör eller av Kanta-förmedlaren.

services-step-schedule = Tidtabell
services-step-schedule-lead = Berätta när ni tänker börja använda tjänsten. Ni kan precisera dagen efter godkännandet.
services-question-schedule-production-date = Planerad ibruktagningsdag
services-question-schedule-production-date-hint = Tidigast i dag och senast om ett år, till exempel 15.1.2027.

services-step-contacts = Kontaktpersoner
services-step-contacts-lead = Berätta vem vi kan kontakta i olika frågor. Samma person kan ha flera uppgifter.
services-question-contacts-people = Kontaktpersoner
services-question-contacts-people-hint = Skriv inga personbeteckningar.
services-role-administrative = Administrativ kontaktperson
services-role-administrative-text = Får e-postmeddelanden om hur ärendet framskrider och ser till att uppgifterna är aktuella.
services-role-technical = Teknisk kontaktperson
services-role-technical-text = Ansvarar för frågor om informationssystem, anslutningspunkter och certifikat.
services-role-data-protection-officer = Dataskyddsombud
services-role-data-protection-officer-text = Sköter frågor om dataskydd och begäranden om logguppgifter.
services-role-archivist = Arkivarie
services-role-archivist-text = Kontrollerar arkiverade handlingar och ogiltigförklarar felaktiga.
services-role-implementer = Den som genomför datakommunikation och programvara
services-role-implementer-text = Teknisk kontaktperson hos leverantören av systemet eller datakommunikationen.
services-role-billing = Kontaktperson för fakturering
services-role-billing-text = Svarar på frågor om fakturorna.
services-role-deployment = Kontaktperson för ibruktagandet
services-role-deployment-text = Driver ibruktagandet framåt och håller under tiden kontakt med FPA.
services-role-disruption = Mottagare av störningsmeddelanden
services-role-disruption-text = Får besked om störningar och avbrott. Adressen bör helst följas dygnet runt.
services-role-security = Kontaktperson för informationssäkerhet
services-role-security-text = Sköter informationssäkerhets­incidenter och anmälningar om dem.
services-role-responsible-director = Ansvarig föreståndare
services-role-responsible-director-text = Ansvarar för att informationssäkerhetsplanen är gjord och att den följs.
services-role-prescription-renewal = Kontaktperson för receptförnyelse
services-role-prescription-renewal-text = Ansvarar för hur enheten tar emot begäranden om receptförnyelse.

services-step-billing = Fakturerings­uppgifter
services-step-billing-lead = Användningsavgifterna faktureras enligt förordning 930/2025, i de flesta fall två gånger om året.
services-question-billing-method = Hur vill ni ha fakturan?
services-question-billing-method-hint = E-faktura är det snabbaste och säkraste sättet.
services-choice-billing-method-e-invoice = Som e-faktura
services-choice-billing-method-pdf = Som PDF-fil per e-post
services-choice-billing-method-paper = Som pappersfaktura per post
services-question-billing-e-invoice-address = E-fakturaadress
services-question-billing-e-invoice-address-hint = Adressen börjar med 0037 och fortsätter med FO-numret utan bindestreck, eller så är den ett IBAN-kontonummer.
services-question-billing-operator = E-fakturaoperatör
services-question-billing-operator-hint = Det företag eller den bank som förmedlar e-fakturor till er.
services-question-billing-invoice-email = E-postadress för fakturor
services-question-billing-invoice-email-hint = Helst en gemensam adress som flera personer läser.
services-question-billing-reference = Er referens
services-question-billing-reference-hint = Ett beställningsnummer eller någon annan uppgift som ni vill ha på fakturan. Högst 35 tecken.
services-question-billing-language = Fakturans språk
services-choice-billing-language-fi = Finska
services-choice-billing-language-sv = Svenska
services-question-billing-street = Postadress
services-question-billing-post-code = Postnummer
services-question-billing-post-office = Postanstalt

services-step-security = Informationssäkerhet och egenkontroll
services-step-security-lead = Enligt kunduppgiftslagen ska detta vara gjort innan ni ansluter er till Kanta-tjänsterna.
services-question-security-plan = Vår organisation har en informationssäkerhetsplan som omfattar anslutningen till Kanta-tjänsterna
services-question-security-plan-hint = Lagen om behandling av kunduppgifter inom social- och hälsovården (703/2023), 77 §.
services-question-security-self-monitoring = Användningen av tjänsten har beaktats i vår egenkontroll
services-question-security-self-monitoring-hint = I planen för egenkontroll står det vem som ansvarar för användningen av tjänsten och hur den följs upp.

services-step-controller = Personuppgifts­ansvarig
services-step-controller-lead = Patientuppgifterna lagras alltid i registret hos den tjänstetillhandahållare som är personuppgiftsansvarig.
services-question-controller-register = I vems register lagrar ni patientuppgifter?
services-choice-controller-register-own = I vårt eget register
services-choice-controller-register-own-text = Patienten har avtalat om vården med er, så ni är själva personuppgiftsansvariga.
services-choice-controller-register-outsourced = I en annan tjänstetillhandahållares register
services-choice-controller-register-outsourced-text = Ni producerar tjänster för en annan tjänstetillhandahållares räkning, till exempel som köpta tjänster eller med servicesedel för ett välfärdsområde.
services-choice-controller-register-both = I båda
services-choice-controller-register-both-text = Ni har både egna patienter och patienter som ni vårdar för en annan tjänstetillhandahållares räkning.

services-step-social-controller = Personuppgifts­ansvarig
services-step-social-controller-lead = Klientuppgifterna lagras alltid i registret hos den tjänstetillhandahållare som är personuppgiftsansvarig.
services-question-social-controller-register = I vems register lagrar ni klientuppgifter?
services-choice-social-controller-register-own = I vårt eget register
services-choice-social-controller-register-own-text = Klienten har avtalat om servicen med er, så ni är själva personuppgiftsansvariga.
services-choice-social-controller-register-outsourced = I en annan tjänstetillhandahållares register
services-choice-social-controller-register-outsourced-text = Ni producerar tjänster för en annan tjänstetillhandahållares räkning, till exempel för ett välfärdsområde. För att lagra uppgifter behövs åtkomsträtt till registret.
services-choice-social-controller-register-both = I båda
services-choice-social-controller-register-both-text = Ni har både egna klienter och en annan tjänstetillhandahållares klienter.

services-step-social-joining-model = Anslutningsmodell
services-step-social-joining-model-lead = Välj om er organisation ansluter sig till Kanta-tjänsterna själv eller tillsammans med en annan organisation.
services-question-social-joining-model-model = Hur ansluter sig er organisation?
services-choice-social-joining-model-model-direct = Direktanslutning
services-choice-social-joining-model-model-direct-text = Er organisation ansluter sig själv och ansvarar själv för sitt klientregister och för det tekniska underhållet av det.
services-choice-social-joining-model-model-main-joiner = Gemensam anslutning: vi är huvudanslutare
services-choice-social-joining-model-model-main-joiner-text = Ni ansöker om tjänsten och tar med organisationer som verkar i era lokaler eller er kedja och använder ert informationssystem. Ni svarar för det tekniska underhållet. Ni listar medanslutarna på sidan Medanslutare, och de bekräftar själva anslutningen.
services-choice-social-joining-model-model-joined = En annan organisation tar med oss
services-choice-social-joining-model-model-joined-text = Huvudanslutaren gör ansökan och lägger till er. Ni behöver ingen egen ansökan.
services-choice-social-joining-model-model-parallel = Parallell anslutning
services-choice-social-joining-model-model-parallel-text = En modell för socialvården där ni ansluter er vid sidan av en annan tjänstetillhandahållare. Ni skickar själva ansökan, undertecknar er egen förbindelse och ansvarar för ert eget register. Fråga kundsupporten om modellen passar er innan ni väljer den. Om ni har anslutits till tjänsten genom någon annan upphör den gemensamma anslutningen den dag då er egen produktionsanvändning börjar.

services-group-contact-people = Kontaktpersoner

services-step-imaging-extent = Användningens omfattning
services-step-imaging-extent-lead = Man kan antingen både lagra bildmaterial och titta på det eller endast titta på det.
services-question-imaging-extent-extent = Hur använder ni tjänsten?
services-choice-imaging-extent-extent-full = Vi lagrar bilder och tittar på dem
services-choice-imaging-extent-extent-full-text = Ert bildarkiv (PACS) och ert radiologiska informationssystem (RIS) är certifierade för tjänsten.
services-choice-imaging-extent-extent-viewer = Vi tittar endast på bilder
services-choice-imaging-extent-extent-viewer-text = Ni använder ett separat bildvisningsprogram som är certifierat för tjänsten. Ni lagrar inga bilder i tjänsten.

services-step-test-schedule = Tidsplan
services-step-test-schedule-lead = Ange när ni tänker göra ibruktagningsprovet och börja använda tjänsten. Ni kan precisera dagarna efter godkännandet.
services-question-test-schedule-production-date = Planerad ibruktagningsdag
services-question-test-schedule-production-date-hint = Tidigast i dag och senast om ett år, till exempel 15.1.2027.
services-question-test-schedule-test-date = Planerad dag för ibruktagningsprovet
services-question-test-schedule-test-date-hint = Provet görs senast den planerade ibruktagningsdagen, till exempel 11.1.2027.
services-step-pharmacy = Apoteket
services-step-pharmacy-lead = Apoteket, filialapoteken och dagen för övertagandet kommer ur Fimeas apoteksregister, så de skrivs inte här.
services-question-pharmacy-confirmed = Apotekets uppgifter och dagen för övertagandet är rätt
services-question-pharmacy-confirmed-hint = Om något är fel rättas det av Fimea. Er rätt till apoteket börjar kl. 0.00 den dag då ni övertar det.
services-role-pharmacy-contact = Apotekets kontaktperson
services-role-pharmacy-contact-text = Får meddelanden om Recepttjänsten till apoteken.
