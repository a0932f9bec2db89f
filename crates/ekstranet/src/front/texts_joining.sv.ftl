front-joining = Måste vi ansluta oss till Kanta?
front-joining-description = Fem frågor: vilka Kanta-tjänster ni ska ansluta er till, senast när, enligt vilken anslutningsmodell, vad det kostar och vilka handlingar som behövs.
front-joining-lead = Svara på fem frågor. Vi berättar vilka tjänster ni ansluter er till, när, hur, vad det kostar per år och vad ni behöver. Svaren sparas inte.
front-joining-sector = Vilken verksamhet har ni?
front-joining-sector-health = Hälso- och sjukvård
front-joining-sector-social = Socialvård
front-joining-sector-both = Hälso- och sjukvård och socialvård
front-joining-sector-pharmacy = Apoteksverksamhet
front-joining-sector-hint = Ett sjukhusapotek hör till sjukhusets hälso- och sjukvård.
front-joining-owner = Är organisationen privat eller offentlig?
front-joining-owner-private = Privat: företag, förening, stiftelse, andelslag eller yrkesutövare
front-joining-owner-public = Offentlig: välfärdsområde, Helsingfors, HUS-sammanslutningen eller en statlig enhet
front-joining-records = Hur behandlar ni klient- och patientuppgifter?
front-joining-records-system = Med ett informationssystem
front-joining-records-paper = Bara på papper
front-joining-aland = Är ni verksamma på Åland?
front-joining-aland-no = Nej
front-joining-aland-yes = Ja
front-joining-register = I vems register antecknar ni uppgifterna?
front-joining-register-hint = När ni producerar tjänster för ett välfärdsområde eller en annan tjänstetillhandahållare hör uppgifterna till dess register.
front-joining-register-own = I vårt eget register
front-joining-register-other = I en annan tjänstetillhandahållares register
front-joining-register-both = I båda
front-joining-volume = Antal per år för en uppskattning av avgiften
front-joining-volume-hint = Privat hälso- och sjukvård: utfärdade elektroniska recept. Apotek: expedierade recept. Offentlig: invånare i området (klienter i en statlig enhet). Till exempel 1200.
front-joining-show = Visa vad vi behöver
front-joining-missing = Välj ett svar.
front-joining-volume-wrong = Ange antalet som ett heltal, till exempel 1200, eller lämna fältet tomt.
front-joining-must = Ni måste ansluta er till Kanta-tjänsterna
front-joining-must-text = Tjänstetillhandahållare och apotek ska ansluta sig till de Kanta-tjänster där de ska lagra uppgifter eller ur vilka uppgifter lämnas ut till dem (lag 703/2023, 67 §). Övergångstiden är slut.
front-joining-must-later = Tjänstetillhandahållare och apotek ska ansluta sig till de Kanta-tjänster där de ska lagra uppgifter eller ur vilka uppgifter lämnas ut till dem (lag 703/2023, 67 §). Sista dagen för anslutningen står vid respektive tjänst.
front-joining-voluntary = Ni får ansluta er till Kanta-tjänsterna men måste inte
front-joining-voluntary-text = Tjänstetillhandahållare på Åland får ansluta sig till Kanta-tjänsterna (lag 703/2023, 67 §). Om ni ansluter er gäller det som står nedan också er.
front-joining-paper = Ni behöver inte ansluta er nu
front-joining-paper-text = En privat tjänstetillhandahållare ska ansluta sig om den behandlar klient- eller patientuppgifter med ett informationssystem (lag 703/2023, 67 §). När ni tar ett system i bruk gäller det som står nedan också er.
front-joining-answers = Era svar
front-joining-change = Ändra svaren
front-joining-share = Svaren finns i sidans adress. Ni kan skicka adressen eller skriva ut sidan.
front-joining-services = Tjänster och tidpunkt
front-joining-now = Skyldigheten gäller nu.
front-joining-since = Skyldigheten började gälla den { $date }.
front-joining-until = Anslut er senast den { $date }.
front-joining-can = Ni får ta tjänsten i bruk.
front-joining-when-prescribing = Ni behöver den här tjänsten om ni utfärdar recept.
front-joining-when-imaging = Ni behöver den här tjänsten om ni gör bilddiagnostiska undersökningar. Patientdatalagret måste vara i bruk först.
front-joining-changes = Ändringar som ni ska förbereda er på
front-joining-changes-day = Dag
front-joining-changes-what = Vad som ändras
front-joining-changes-caption = Lagstadgade dagar efter anslutningen
front-joining-change-documents = Hälso- och sjukvården lagrar tidsbokningshandlingar, laboratorieresultat från screening, blanketter om körhälsa, olycksfall och yrkessjukdom, T-, C- och TOD-intyg samt kopior av dödsattester.
front-joining-change-access = Socialvården och hälso- och sjukvården får inom lagens gränser se varandras uppgifter i hela landet. Patientuppgifter som uppstår inom socialvården lagras i patientregistret.
front-joining-change-prescriptions = Socialvården får se receptuppgifter.
front-joining-change-images = Hälso- och sjukvården lagrar dagliga vårdanteckningar, bilddiagnostiska handlingar från screening, video- och ljudinspelningar, fotografier, munhälsovårdens bilder och övriga bilder.
front-joining-change-recordings = Socialvården lagrar video- och ljudinspelningar.
front-joining-in-force = i kraft
front-joining-models = Anslutningsmodell
front-joining-model-direct = Direktanslutning
front-joining-model-direct-text = Ni ansluter er själva och gör en egen ansökan. Det här är den vanligaste modellen.
front-joining-model-joint = Gemensam anslutning
front-joining-model-joint-text = Passar när ni är verksamma i huvudanslutarens lokaler eller kedja och använder dess informationssystem. Huvudanslutaren gör ansökan och tar med er, och ni bekräftar själva anslutningen. Ni är ändå själva personuppgiftsansvariga.
front-joining-model-parallel = Parallell anslutning
front-joining-model-parallel-text = En modell för socialvården där ni ansluter er vid sidan av en annan tjänstetillhandahållare. Ni skickar själva ansökan, undertecknar er egen förbindelse och ansvarar för ert eget register. Kom först överens om saken med den tjänstetillhandahållare vid vars sida ni ansluter er. Om ni ansluter er ensamma, välj direkt anslutning.
front-joining-fee = Avgift per år
front-joining-fee-caption = Användningsavgifter
front-joining-fee-basis = Grund
front-joining-fee-price = Pris
front-joining-fee-estimate = Uppskattning per år
front-joining-fee-pharmacy = Apotek och filialapotek: expedierat elektroniskt recept
front-joining-fee-private-health = Privat hälso- och sjukvård: utfärdat elektroniskt recept
front-joining-fee-public-health = Offentlig hälso- och sjukvård: invånare (klient i en statlig enhet)
front-joining-fee-public-social = Offentlig socialvård från { $date }: invånare
front-joining-fee-minimum = { $price }, dock minst { $minimum }
front-joining-fee-no-number = Ange antalet, så räknar vi en uppskattning.
front-joining-fee-none = Förordningen har ingen avgift för privat socialvård.
front-joining-fee-decree = Priserna kommer ur förordning 930/2025, som gäller { $from }–{ $to }. Användningen är avgiftsbelagd från den dag då skyldigheten att ansluta sig börjar. Av en privat läkare som inte är verksam i förvärvssyfte tas ingen avgift ut. Priset på informationssystemet får ni av systemleverantören.
front-joining-papers = Det här behöver ni
front-joining-paper-pharmacy-register = Apotekets uppgifter och övertagandedagen i Fimeas apoteksregister
front-joining-paper-supervisor-register = Registrering i tillsynsmyndighetens register Soteri; därifrån går uppgifterna och OID-koderna vidare till Nationella kodtjänsten
front-joining-paper-code-service = Aktuella uppgifter och OID-koder i Nationella kodtjänsten
front-joining-paper-security-plan = En informationssäkerhetsplan som visar hur dataskyddet och en trygg användning av Kanta-tjänsterna har säkerställts före anslutningen
front-joining-paper-system = Namnet på ett certifierat informationssystem och anslutningspunktens OID-kod från systemleverantören
front-joining-paper-signing-right = En handling som visar vem som får underteckna (förvaltningsstadga eller ett organs beslut) och en Suomi.fi-fullmakt för undertecknaren
front-joining-paper-contacts = Namn på och kontaktuppgifter till den administrativa kontaktpersonen och dataskyddsombudet samt faktureringsuppgifter
front-joining-paper-joint-contract = Vid gemensam anslutning: ett avtal enligt Kantas modell mellan huvudanslutaren och den som ansluts. Avtalet stannar hos parterna. Det skickas inte in.
front-joining-paper-outsourced-service = Fullmakt för köptjänst: den personuppgiftsansvariga ger er rätt att anteckna i sitt register inom hälso- och sjukvården. Båda måste ha tjänsten och funktionen i bruk.
front-joining-paper-register-access = Åtkomsträtt till register: den personuppgiftsansvariga ger er rätt att anteckna i sitt register inom socialvården. Båda måste ha tjänsten och funktionen i bruk.
front-joining-paper-support = Anmälan till stödet för ibruktagandet inom socialvården; reservera ungefär sex månader för ibruktagandet
front-joining-paper-application = En ansökan om varje tjänst på Kanta Extranätet och första gången en förbindelse. De undertecknas av den som har rätt till det genom sin ställning eller en fullmakt. En undertecknare räcker om organisationen inte har begärt att två undertecknar tillsammans.
front-joining-next = Så går ni vidare
front-joining-next-access = Se vad som behövs för inloggningen
front-joining-next-register = Om det finns ett fel i registret
front-joining-checked = Datumen och priserna har kontrollerats mot lagen och förordningen den { $date }. Rådet är allmänt. I det enskilda fallet avgör lagen.
front-joining-link = Svara på fem frågor
front-wrong = En uppgift i registret är fel
front-wrong-description = Vem som rättar en felaktig uppgift om organisationen: Soteri, Nationella kodtjänsten, Fimeas apoteksregister eller företagsregistret. Färdiga meddelanden att skicka.
front-wrong-lead = Kanta Extranätet visar uppgifter ur registren och kan inte ändra dem. Ett fel rättas i det register som uppgiften kommer från. Nedan står vem som rättar varje register och ett färdigt meddelande.
front-wrong-choose = Vilken uppgift är fel?
front-wrong-who = Vem rättar
front-wrong-how = Hur
front-wrong-time = När det syns hos oss
front-wrong-message = Färdigt meddelande
front-wrong-soteri = Namn, enhet, adress eller OID-kod för en privat tjänstetillhandahållare eller yrkesutövare
front-wrong-soteri-who = Tjänstetillhandahållaren själv i registret Soteri. Registret förs av Tillstånds- och tillsynsverket.
front-wrong-soteri-how = Anmäl ändringen i Soteris e-tjänst. Tjänsteenheter anmäls på samma sätt.
front-wrong-soteri-time = Natten efter att ändringen har godkänts
front-wrong-soteri-message =
    Hej!
    En uppgift om vår organisation i registret Soteri är fel, och den felaktiga uppgiften överförs till Nationella kodtjänsten.
    Organisation och FO-nummer: [fyll i]
    Tjänsteenhet: [fyll i]
    Felaktig uppgift: [fyll i]
    Rätt uppgift: [fyll i]
    Jag ber er rätta uppgiften eller berätta hur vi själva kan rätta den.
front-wrong-thl = Namn, enhet, adress eller OID-kod för en offentlig organisation
front-wrong-thl-who = Den som uppdaterar er organisations uppgifter i Nationella kodtjänsten. Kodtjänsten sköts av Institutet för hälsa och välfärd (THL).
front-wrong-thl-how = Be den som uppdaterar er organisations uppgifter rätta uppgiften i SOTE-organisationsregistret. Om ni inte vet vem det är, fråga THL:s kodtjänst.
front-wrong-thl-time = När ändringen har publicerats i kodtjänsten
front-wrong-thl-message =
    Hej!
    En uppgift om vår organisation i SOTE-organisationsregistret är fel.
    Organisation och FO-nummer: [fyll i]
    Enhet och OID-kod: [fyll i]
    Felaktig uppgift: [fyll i]
    Rätt uppgift: [fyll i]
    Jag ber er rätta uppgiften och berätta när den är publicerad i kodtjänsten.
front-wrong-fimea = Namn, adress, OID-kod eller övertagandedag för ett apotek eller filialapotek
front-wrong-fimea-who = Säkerhets- och utvecklingscentret för läkemedelsområdet Fimea
front-wrong-fimea-how = Anmäl felet till Fimea. Nämn om övertagandedagen är nära: rätten att sköta apotekets ärenden övergår den dagen till den nya apotekaren.
front-wrong-fimea-time = När rättelsen har publicerats i kodtjänsten
front-wrong-fimea-message =
    Hej!
    En uppgift om vårt apotek i apoteksregistret är fel.
    Apotek och apotekarens FO-nummer: [fyll i]
    Felaktig uppgift: [fyll i]
    Rätt uppgift: [fyll i]
    Övertagandedag, om apotekaren byts: [fyll i]
    Jag ber er rätta uppgiften och berätta när den syns i kodtjänsten.
front-wrong-company = Verkställande direktör, annan ansvarsperson, företagets namn eller juridiska form
front-wrong-company-who = Företaget eller föreningen själv: i handelsregistret, föreningsregistret eller Företags- och organisationsdatasystemet (FODS)
front-wrong-company-how = Gör en ändringsanmälan i tjänsten ytj.fi eller till föreningsregistret. Suomi.fi ser den nya ansvarspersonen när anmälan har registrerats. Under tiden kan personen få en fullmakt.
front-wrong-company-time = När ändringen har registrerats
front-wrong-company-message =
    Hej!
    Jag behöver rätt att uträtta ärenden på Kanta Extranätet, men min ställning syns inte i registret.
    Företag eller förening och FO-nummer: [fyll i]
    Ställning som ska antecknas: [fyll i]
    Från vilken dag: [fyll i]
    Jag ber er göra en ändringsanmälan eller under tiden ge mig Suomi.fi-fullmakten ”Ibruktagande av social- och hälsovårdens digitala tjänster”.
front-wrong-link-soteri = Soteri (soteri.fi)
front-wrong-link-soteri-address = https://soteri.fi/
front-wrong-link-fimea = Fimea (fimea.fi)
front-wrong-link-fimea-address = https://fimea.fi/
front-wrong-link-company = Företags- och organisationsdatasystemet (ytj.fi)
front-wrong-link-company-address = https://www.ytj.fi/
front-wrong-link = Se vem som rättar uppgiften
