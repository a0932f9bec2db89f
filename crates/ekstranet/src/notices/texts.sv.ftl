notices-label-application-submitted = Ansökan har tagits emot
notices-label-supplement-requested = Komplettering av ansökan begärs
notices-label-supplement-reminder = Vi väntar fortfarande på kompletteringen av ansökan
notices-label-supplement-answered = Kompletteringen har tagits emot
notices-label-deadline-moved = Tidsfristen för kompletteringen har ändrats
notices-label-supplement-recalled = Begäran om komplettering har återtagits
notices-label-application-approved = Ansökan har godkänts
notices-label-application-rejected = Ett beslut om ansökan har fattats
notices-label-application-lapsed = Ansökan har förfallit
notices-label-application-withdrawn = Ansökan har återkallats
notices-label-production-started = Tjänsten har tagits i produktionsanvändning
notices-label-connection-requested = En kund ber er bekräfta uppkopplingen
notices-label-connection-withdrawn = Begäran om uppkoppling har återkallats
notices-label-connection-reminder = En kund väntar på er bekräftelse
notices-label-connection-confirmed = Förmedlaren har bekräftat uppkopplingen
notices-label-connection-declined = Förmedlaren bekräftade inte uppkopplingen
notices-label-connection-declined-late = Förmedlaren bekräftade inte uppkopplingen för en godkänd tjänst
notices-label-point-closes = Er anslutningspunkt stängs
notices-label-access-point-confirmed = Ändringen av anslutningspunkten har bekräftats
notices-label-access-point-refused = Ändringen av anslutningspunkten bekräftades inte
notices-label-certificate-ending = Ett servercertifikat går ut
notices-label-register-changed = Er organisations uppgifter i ett register har ändrats
notices-label-handover-reminder = Ni har något att göra i överlåtelsen av apoteket
notices-label-handover-named = Ni har angetts i planen för överlåtelsen av ett apotek
notices-label-handover-opened = Det finns en gemensam plan för överlåtelsen av apoteket
notices-label-handover-moved = Dagen för övertagandet av apoteket har ändrats
notices-label-last-day-moved = Er sista dag på apoteket har ändrats
notices-label-change-received = Anmälan om ändring har tagits emot
notices-label-change-answered = Anmälan om ändring har besvarats
notices-text-application-submitted = Er ansökan har kommit in till oss och väntar på behandling. Ni behöver inte göra något nu. Vi meddelar er när ärendet framskrider.
notices-text-supplement-requested = Vi behöver fler uppgifter för att kunna avgöra er ansökan. På Kanta Extranätet ser ni vad vi begär och senast när uppgifterna ska lämnas in.
notices-text-supplement-reminder = Vi har ännu inte fått den komplettering av ansökan som vi har begärt, och tidsfristen går snart ut. Om ingen komplettering kommer in förfaller ansökan. På Kanta Extranätet ser ni vad vi begär och senast när uppgifterna ska lämnas in.
notices-text-supplement-answered = Er komplettering har kommit in till oss och vi fortsätter att behandla ansökan. Ni behöver inte göra något nu.
notices-text-deadline-moved = Tidsfristen för begäran om komplettering har ändrats. Se den nya tidsfristen på Kanta Extranätet och skicka kompletteringen senast då.
notices-text-supplement-recalled = Begäran om komplettering har återtagits, och ni behöver inte komplettera ansökan. Behandlingen av ansökan fortsätter.
notices-text-application-approved = Er ansökan har godkänts. Förbered nu ibruktagandet av tjänsten. På Kanta Extranätet ser ni vad som återstår att göra.
notices-text-application-rejected = Ett beslut om er ansökan har fattats. Läs beslutet, motiveringen och anvisningarna på Kanta Extranätet.
notices-text-application-lapsed = Vi fick inte den begärda kompletteringen inom tidsfristen. Behandlingen av ansökan har därför avslutats, och de undertecknade handlingarna träder inte i kraft. Ni kan lämna in en ny ansökan på Kanta Extranätet.
notices-text-application-withdrawn = En företrädare för er organisation har återkallat ansökan, och behandlingen av den har avslutats. De undertecknade handlingarna träder inte i kraft. På Kanta Extranätet ser ni vem som återkallade ansökan. Ni kan lämna in en ny ansökan om ni behöver tjänsten.
notices-text-production-started = Tjänsten är nu i produktionsanvändning i er organisation. Håll kontaktpersonernas uppgifter uppdaterade på Kanta Extranätet.
notices-text-connection-requested = En kund har valt er som förmedlare eller er anslutningspunkt i sin ansökan. Bekräfta uppkopplingen på Kanta Extranätet eller berätta varför ni inte kan bekräfta den.
notices-text-connection-withdrawn = Kunden behöver inte längre er bekräftelse. Ni behöver inte göra något.
notices-text-connection-reminder = Kunden väntar fortfarande på att ni bekräftar uppkopplingen. Bekräfta den på Kanta Extranätet eller berätta varför ni inte kan bekräfta den.
notices-text-connection-confirmed = Förmedlaren har bekräftat uppkopplingen för er ansökan. På Kanta Extranätet ser ni anslutningspunkten och systemet.
notices-text-connection-declined = Förmedlaren bekräftade inte uppkopplingen för er ansökan. Läs motiveringen på Kanta Extranätet. Där ser ni också hur ni byter anslutningspunkt eller förmedlare i ansökan.
notices-text-connection-declined-late = Förmedlaren bekräftade inte uppkopplingen, fast er ansökan redan har godkänts. Produktionsanvändningen börjar inte förrän saken är utredd. Läs motiveringen på Kanta Extranätet och kom överens med förmedlaren. Också handläggaren kontaktar er.
notices-text-point-closes = Den anslutningspunkt som ni har anslutit er genom stängs. Se den sista dagen på Kanta Extranätet, kom överens med er Kanta-förmedlare om en ny punkt och ansök om den på Extranätet senast tre veckor före stängningen.
notices-text-access-point-confirmed = Den ändring av en anslutningspunkt som ni har anmält är bekräftad. På Kanta Extranätet ser ni när den träder i kraft.
notices-text-access-point-refused = Den ändring av en anslutningspunkt som ni har anmält kunde inte bekräftas. Läs motiveringen på Kanta Extranätet.
notices-text-certificate-ending = Servercertifikatet för er anslutningspunkt går snart ut. Skaffa ett nytt certifikat och lägg till det på Kanta Extranätet innan det gamla går ut.
notices-text-register-changed = Den nattliga jämförelsen upptäckte att något i er organisations uppgifter har ändrats i registren. Kontrollera på Kanta Extranätet vad som har ändrats och var ett eventuellt fel rättas.
notices-text-handover-reminder = I den gemensamma planen för överlåtelsen av apoteket har ni saker att göra. Sista dagen för dem närmar sig eller har passerat. På Kanta Extranätet ser ni vad som ska göras och senast när. Markera där det som är gjort.
notices-text-handover-named = Ni har angetts som systemleverantör eller förmedlare i den gemensamma planen för överlåtelsen av ett apotek. På Kanta Extranätet ser ni vad som ska göras och senast när. Ange där också ett telefonnummer som ni kan nås på den dag då apoteket övertas.
notices-text-handover-opened = Apoteket byter innehavare, och den andra apotekaren har tagit den gemensamma planen för överlåtelsen i bruk. På Kanta Extranätet ser ni vad ni ska göra och senast när. Ange där den adress som ni vill ha påminnelserna till.
notices-text-handover-moved = Dagen för övertagandet av apoteket har ändrats i Fimeas apoteksregister. Dagarna i den gemensamma planen har räknats om. Kontrollera era egna punkter på Kanta Extranätet.
notices-text-last-day-moved = Er sista dag på apoteket har ändrats i Fimeas apoteksregister. Er användning av Recepttjänsten upphör den nya dagen, om ni inte har ett annat apotek. Ni behöver inte anmäla på nytt. Kontrollera dagen på Kanta Extranätet.
notices-text-change-received = Er anmälan har kommit till oss och väntar på behandling. Ni behöver inte göra något nu. Vi meddelar när vi har svarat.
notices-text-change-answered = Vi har svarat på er anmälan. Läs svaret på Kanta Extranätet.
notices-label-message-received = Det finns ett nytt meddelande i ert ärende
notices-label-draft-warning = Utkastet till ansökan raderas snart
notices-label-signature-awaited = En ansökan väntar på en andra underskrift
notices-label-signature-voided = En underskrift gäller inte längre
notices-label-signing-rule-changed = Hur många som undertecknar er organisations avtal
notices-text-message-received = Handläggaren av ert ärende har skrivit till er. Meddelandet finns på Kanta Extranätet, och där kan ni också svara på det.
notices-text-draft-warning = Er organisation har ett utkast till ansökan som ingen har arbetat med på länge. Utkastet och svaren i det raderas om ingen sparar något i det. På Kanta Extranätet ser ni när utkastet raderas.
notices-text-signature-awaited = En person har undertecknat er organisations ansökan. Ansökan lämnas in när även en annan person som har rätt att underteckna har undertecknat den på Kanta Extranätet.
notices-text-signature-voided = En underskrift på en ansökan som väntade på en andra underskrift gäller inte längre. Svaren kan ändras igen eller handlingarna har ändrats. På Kanta Extranätet ser ni vad som har hänt, och orsaken om någon annan öppnade svaren. Ansökan måste undertecknas på nytt.
notices-text-signing-rule-changed = Antalet undertecknare av er organisations avtal har ändrats eller så har en ändring föreslagits. På Kanta Extranätet ser ni vem som gjorde det och om en annan person behöver bekräfta det.
notices-subject = { $label } – ärende { $case }
notices-mail =
    Hej

    { $text }

    Tjänst: { $service }
    Ärendenummer: { $case }

    Öppna ärendet på Kanta Extranätet:
    { $link }

    För att logga in behöver ni Suomi.fi-identifikation. Vi frågar aldrig efter era koder per e-post.

    Det går inte att svara på detta meddelande. Kundsupport: { $email }, { $phone }, { $hours }.

    Med vänlig hälsning
    Kanta Extranätet
notices-mail-plain =
    Hej

    { $text }

    Öppna Kanta Extranätet:
    { $link }

    För att logga in behöver ni Suomi.fi-identifikation. Vi frågar aldrig efter era koder per e-post.

    Det går inte att svara på detta meddelande. Kundsupport: { $email }, { $phone }, { $hours }.

    Med vänlig hälsning
    Kanta Extranätet
notices-mail-draft =
    Hej

    { $text }

    Tjänst: { $service }

    Öppna utkastet på Kanta Extranätet:
    { $link }

    För att logga in behöver ni Suomi.fi-identifikation. Vi frågar aldrig efter era koder per e-post.

    Det går inte att svara på detta meddelande. Kundsupport: { $email }, { $phone }, { $hours }.

    Med vänlig hälsning
    Kanta Extranätet
notices-label-system-accepted = Systemversionen finns i förteckningen
notices-label-system-refused = Systemversionen godkändes inte
notices-text-system-accepted = Den systemversion som ni har föreslagit har godkänts till förteckningen. Kunderna kan nu välja den i ansökan.
notices-text-system-refused = Den systemversion som ni har föreslagit kunde inte godkännas till förteckningen. Läs motiveringen på Kanta Extranätet.
notices-own-address = personens egen adress
notices-organisation = FO-nummer: { $organisation }
notices-removed-address = borttagen adress
notices-label-address-check = Bekräfta er e-postadress
notices-label-mandate-ends = Er fullmakt upphör snart
notices-label-last-holder-ends = Organisationens sista kända fullmakt upphör snart
notices-label-prepared-soon-removed = Utkastet som ni har förberett tas snart bort
notices-label-own-mails-ended = Meddelandena om en organisations ärenden har upphört
notices-text-address-check = Till den här adressen har begärts meddelanden från Kanta Extranätet. Öppna länken och bekräfta adressen, eller skriv koden i slutet av länken i era egna uppgifter. Koden gäller ett dygn. Om ni inte har begärt meddelanden behöver ni inte göra något.
notices-text-mandate-ends = Den Suomi.fi-fullmakt som ni använder upphör snart, den dag ni själv har angett. Be organisationen om en ny fullmakt i god tid så att ärendena inte avbryts.
notices-text-last-holder-ends = På Kanta Extranätet har bara en person uträttat ärenden för er organisation, och den fullmakten upphör snart. Ge en ny fullmakt åt samma eller en annan person på suomi.fi/fullmakter så att ärendena inte avbryts.
notices-text-prepared-soon-removed = Ni har förberett en ansökan utan att ännu ha rätt att uträtta ärenden. Utkastet har inte ändrats på länge och tas snart bort. Spara någon del av det om ni vill behålla det.
notices-text-own-mails-ended = Ni har fått meddelanden om en organisations ärenden enligt ert eget val. Suomi.fi har inte på länge bekräftat er rätt att uträtta ärenden för organisationen, och därför skickar vi inte längre meddelanden. På sidan bakom länken ser ni vilken organisation det gäller och hur ni får meddelandena tillbaka.
notices-mail-own =
    Hej

    { $text }

    Öppna Kanta Extranätet:
    { $link }

    För att logga in behöver ni Suomi.fi-identifikation. Vi frågar aldrig efter era koder per e-post.

    Det går inte att svara på detta meddelande. Kundsupport: { $email }, { $phone }, { $hours }.

    Med vänlig hälsning
    Kanta Extranätet
notices-digest-subject = Kanta Extranätet: { $count } meddelanden
notices-digest-line =
    { $label }
    { $service }, ärende { $case }
    { $link }
notices-digest-line-plain =
    { $label }
    { $link }
notices-digest =
    Hej

    De här meddelandena har samlats under det senaste dygnet:

    { $lines }

    Ni kan ändra ert val på Kanta Extranätet i era egna uppgifter. Vi frågar aldrig efter era koder per e-post.

    Det går inte att svara på detta meddelande. Kundsupport: { $email }, { $phone }, { $hours }.

    Med vänlig hälsning
    Kanta Extranätet
