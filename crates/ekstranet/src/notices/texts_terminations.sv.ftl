notices-label-termination-received = Uppsägningen har tagits emot
notices-label-termination-returned = Uppsägningen behöver rättas
notices-label-termination-confirmed = Uppsägningen har bekräftats
notices-label-termination-rejected = Uppsägningen godkändes inte
notices-label-termination-withdrawn = Uppsägningen har återkallats
notices-label-termination-ended = Den uppsagda användningen har upphört
notices-label-termination-taken-back = Bekräftelsen av uppsägningen har återtagits
notices-text-termination-received = Uppsägningen har kommit till oss och väntar på behandling. Ni kan återkalla den tills den har bekräftats. Mottagningsbekräftelsen finns på Kanta Extranätet.
notices-text-termination-returned = Uppsägningen kan inte bekräftas än, för något i den behöver rättas. Läs på Kanta Extranätet vad som ska rättas och skicka uppsägningen på nytt. Användningen och kundrelationen fortsätter till dess.
notices-text-termination-confirmed = Vi har bekräftat uppsägningen. Den sista användningsdagen finns på Kanta Extranätet. Fram till dess ändras ingenting.
notices-text-termination-rejected = Vi kunde inte godkänna uppsägningen. Användningen och kundrelationen fortsätter. Motiveringen finns på Kanta Extranätet.
notices-text-termination-withdrawn = Uppsägningen har återkallats på er begäran. Användningen och kundrelationen fortsätter som förut.
notices-text-termination-ended = Den sista användningsdagen enligt uppsägningen har passerat och användningen har upphört. Gamla ärenden kan fortfarande läsas på Kanta Extranätet.
notices-text-termination-taken-back = Vi har återtagit bekräftelsen av uppsägningen. Uppsägningen väntar på ett nytt svar. Användningen och kundrelationen fortsätter till dess. Orsaken finns på Kanta Extranätet.
notices-label-invoice-arrived = En faktura för Kanta-tjänsterna har kommit
notices-text-invoice-arrived = Ni har fått en ny faktura för användningen av Kanta-tjänsterna. Fakturans grund, summa och förfallodag finns på Kanta Extranätet. Kontrollera samtidigt att er faktureringsadress är rätt.
notices-mail-case =
    Hej

    { $text }

    Ärendenummer: { $case }

    Öppna ärendet på Kanta Extranätet:
    { $link }

    För att logga in behöver ni Suomi.fi-identifikation. Vi frågar aldrig efter era koder per e-post.

    Det går inte att svara på detta meddelande. Kundsupport: { $email }, { $phone }, { $hours }.

    Med vänlig hälsning
    Kanta Extranätet
notices-label-billing-changed = Er organisations faktureringsuppgifter har ändrats
notices-text-billing-changed = Någon som företräder er organisation har ändrat faktureringsuppgifterna för Kanta-tjänsterna. De kommande fakturorna skickas enligt de nya uppgifterna. Kontrollera uppgifterna på Kanta Extranätet. Om ingen i er organisation har gjort ändringen ska ni rätta uppgifterna och genast kontakta kundsupporten.
