services-question-organisation-names = Båda de registrerade namnen stämmer
services-question-organisation-names-hint = Det finska och det svenska namnet kommer från FODS. Båda används i förbindelsen och beslutet.
services-note-organisation-pharmacist = Om ni är apotekare eller håller på att överta ett apotek är det här inte er blankett: inget apotek hittades för er i Fimeas apoteksregister. Be Fimea att lägga till övertagandedagen där. När dagen finns i registret kommer ni från granskningssidan för det här utkastet till er egen blankett, och era svar följer med till den del båda blanketterna frågar samma sak. Apotekarens ansökan kan göras tidigast 30 dagar före övertagandet.
services-note-billing-minimum-fee = Privata tillhandahållare av hälso- och sjukvård betalar en avgift för utfärdade recept, dock minst 120 euro per år (förordning 930/2025). Minimiavgiften tas ut också när inga recept utfärdas. Av en privat läkare som inte är verksam i förvärvssyfte tas ingen avgift ut.
services-note-billing-residents = Välfärdsområdena och Helsingfors stad betalar enligt antalet invånare och statens hälso- och sjukvårdsenheter enligt antalet klienter (förordning 930/2025). Av andra offentliga tjänstetillhandahållare tas ingen avgift ut på dessa grunder. Här frågar vi bara vart en eventuell faktura ska sändas.

services-step-old-data = Gamla uppgifter
services-step-old-data-lead = Berätta varifrån de gamla uppgifterna kommer och vilka av dem ni tänker arkivera.
services-question-old-data-origin = Från vilket system kommer uppgifterna?
services-choice-old-data-origin-current = Från det nuvarande systemet
services-choice-old-data-origin-current-text = Uppgifterna finns i det informationssystem som ni använder nu.
services-choice-old-data-origin-ended = Från ett system som har tagits eller tas ur bruk
services-choice-old-data-origin-ended-text = Uppgifterna flyttas bort från det gamla systemet för att arkiveras.
services-choice-old-data-origin-both = Från båda
services-choice-old-data-origin-both-text = En del av uppgifterna finns i det nuvarande och en del i det gamla systemet.
services-question-old-data-extent = Vilka uppgifter arkiverar ni och från vilka år?
services-question-old-data-extent-hint = Till exempel: vårdjournaler och remisser från åren 2005–2014. Skriv inte uppgifter om någon klient. Högst 500 tecken.
services-question-old-data-agreed = Vi har kommit överens om arkiveringen och hanterar eventuellt säkerhetsklassificerat material på överenskommet sätt
services-question-old-data-agreed-hint = Arkiveringen avtalas med THL och FPA innan ni ansöker. En mall för bilagan om säkerhetsklassificerat material får ni av kundsupporten.

services-step-extension = Utvidgning
services-step-extension-lead = Välj vad ni tar i bruk. Gör en egen ansökan för varje utvidgning. Ni kan börja på nästa när den föregående har avgjorts.
services-question-extension-function = Vad tar ni i bruk?
services-choice-extension-function-certificates = Förmedling av intyg och utlåtanden
services-choice-extension-function-certificates-text = Intyg och utlåtanden sänds elektroniskt till FPA och andra mottagare.
services-choice-extension-function-outsourcing = Fullmakt för köptjänst
services-choice-extension-function-outsourcing-text = En producent av hälso- och sjukvårdstjänster hanterar uppgifter i tjänsteanordnarens register. Båda ska ha tjänsten och funktionen i bruk.
services-choice-extension-function-register-access = Åtkomsträtt till register
services-choice-extension-function-register-access-text = En producent av socialvårdstjänster hanterar uppgifter i tjänsteanordnarens register. Båda ska ha tjänsten och funktionen i bruk.
services-choice-extension-function-new-system = Nytt informationssystem
services-choice-extension-function-new-system-text = Ni börjar använda tjänsten med ett annat informationssystem.
services-question-extension-system = Nytt informationssystem
services-question-extension-system-hint = Om ert system saknas i listan, fråga systemleverantören.
services-question-extension-other-party = Den andra partens FO-nummer
services-question-extension-other-party-hint = Den tjänsteanordnare eller tjänsteproducent som fullmakten gäller, till exempel 1234567-1.
services-question-extension-register-holder = Den andra partens FO-nummer
services-question-extension-register-holder-hint = Den tjänsteanordnare eller tjänsteproducent som ni har kommit överens om åtkomsträtten med, till exempel 1234567-1.

services-step-imaging-systems = Bilddiagnostiksystem
services-step-imaging-systems-lead = Berätta med vilka system bilder lagras och visas. FPA behöver uppgifterna för att öppna teleförbindelserna.
services-question-imaging-systems-archive = Bildarkiv (PACS) och radiologiskt informationssystem (RIS)
services-question-imaging-systems-archive-hint = Systemens namn och versioner. Om ni bara tittar på bilder, skriv: används inte.
services-question-imaging-systems-viewer = Bildvisningsprogram
services-question-imaging-systems-viewer-hint = Programmets namn och version.

services-note-schedule-securing = Ibruktagningsprovet är inte obligatoriskt. Ni kan komma överens med systemleverantören om att produktionsanvändningen säkerställs med ett prov.

services-question-extension-access-point = Anslutningspunkt
services-question-extension-access-point-hint = Den anslutningspunkt via vilken det nya systemet ansluts till Kanta-tjänsterna. Om ni inte vet vilken det är, välj systemets förmedlare: den bekräftar anslutningen och anslutningspunkten.
services-step-extension-schedule = Tidsplan
services-step-extension-schedule-lead = Berätta när ni tänker ta utvidgningen i bruk. Ni kan precisera dagen efter godkännandet.
services-question-extension-schedule-production-date = Planerad dag för ibruktagandet
services-question-extension-schedule-production-date-hint = Senast om ett år, till exempel 15.1.2027. Ett nytt informationssystem kan tas i bruk tidigast tre veckor efter att ansökan har skickats.

services-question-imaging-extent-archive = Bildarkiv (PACS)
services-question-imaging-extent-archive-hint = Välj det certifierade bildarkiv som ansluts till tjänsten. Om ert system saknas i listan, fråga systemleverantören.
services-question-imaging-extent-radiology = Radiologiskt informationssystem (RIS)
services-question-imaging-extent-radiology-hint = Välj om ni har ett separat radiologiskt informationssystem.
services-question-imaging-extent-viewer = Bildvisningsprogram
services-question-imaging-extent-viewer-hint = Välj det certifierade program som bilderna visas med.

services-step-social-extent = Ibruktagandets omfattning
services-step-social-extent-lead = Berätta vad ni tar i bruk av Socialvårdens klientdatalager.
services-question-social-extent-functions = Funktioner och tjänster som tas i bruk
services-question-social-extent-functions-hint = Till exempel att lagra och läsa klienthandlingar inom barnskyddet och funktionshinderservicen. Högst 500 tecken.
services-question-social-controller-old-registers = Gamla register
services-question-social-controller-old-registers-hint = Om ni har äldre register, till exempel från tiden före en fusion eller före överföringen till välfärdsområdet, ange registren och vem som är personuppgiftsansvarig för dem. Ansökan om arkivering av gamla klienthandlingar görs separat. Högst 500 tecken.
services-question-information-system-system-profile = Informationssystemets profil
services-question-information-system-system-profile-hint = Den eller de socialvårdsprofiler som informationssystemet är certifierat för. Fråga systemets leverantör om ni inte känner till profilen.
services-question-controller-other-party = Den andra tjänstetillhandahållarens FO-nummer
services-question-controller-other-party-hint = Den tjänstetillhandahållare i vars register ni lagrar uppgifter, till exempel 1234567-1. Vi ber den bekräfta att köptjänsten är avtalad. Om det finns flera, ange en och berätta om de övriga i ett meddelande när ni har skickat ansökan.
services-question-social-controller-register-holder = Den andra tjänstetillhandahållarens FO-nummer
services-question-social-controller-register-holder-hint = Den tjänstetillhandahållare i vars register ni lagrar uppgifter, till exempel 1234567-1. Vi ber den bekräfta att åtkomsträtten till registret är avtalad. Om det finns flera, ange en och berätta om de övriga i ett meddelande när ni har skickat ansökan.
