billing-desk-title = Fakturor
billing-desk-lead = Importera faktureringssystemets fil här. Den importeras helt eller inte alls. Statusen för en faktura som redan är känd uppdateras.
billing-upload-file = Fil
billing-upload-hint = CSV-fil: semikolon som skiljetecken, teckenkodning UTF-8 och decimalkomma. Högst { $rows } rader och { $megabytes } megabyte.
billing-upload-button = Importera fakturorna
billing-upload-format = Filens format
billing-upload-format-text = Första raden är rubrikraden. Därefter är varje rad en faktura (invoice) eller ett antal som inte har fakturerats (count):
billing-search-title = En organisations fakturor
billing-search-label = FO-nummer eller fakturanummer
billing-search-hint = Till exempel 1234567-1 eller 2026-000123. Visningen antecknas i loggen.
billing-search-button = Sök fakturorna
billing-search-missing = Skriv FO-numret eller fakturans nummer.
billing-search-wrong = Kontrollera FO-numret eller fakturanumret. FO-numrets form är 1234567-1. Det finns ingen faktura med detta nummer.
billing-search-none = Organisationen har inga fakturor.
billing-search-address-missing = Organisationens faktureringsadress saknas.
billing-imports-title = Importerade filer
billing-imports-none = Ingen fil har importerats.
billing-imports-next = Tidigare filer
billing-import-by = Importerades av: { $name }.
billing-import-by-command = Importerades med ett kommando.
billing-import-outcome = Nya fakturor: { $added }. Ändrade fakturor: { $changed }. Antal som inte har fakturerats: { $counts }. Oförändrade rader: { $unchanged }.
billing-import-title = Fil som importerades { $moment }
billing-import-again = Samma fil importerades redan { $moment }. Ingenting ändrades.
billing-import-again-link = Se vad som importerades då
billing-import-line = importerades { $moment }
billing-import-invoices = Fakturor i filen
billing-import-invoices-next = Nästa fakturor i filen
billing-import-what = Vad som hände
billing-import-added = Ny faktura
billing-import-turned = Statusen ändrades: { $before } → { $after }
billing-found-title = Fakturor: { $organisation }
billing-found-address = Faktureringsadress
billing-doubts-title = Kontrollera fakturorna före importen
billing-doubts-lead = { $count ->
    [one] En faktura i filen kan vara fel. Ingenting har importerats ännu. Importera filen bara om ni har kontrollerat fakturan i faktureringssystemet.
   *[other] { $count } fakturor i filen kan vara fel. Ingenting har importerats ännu. Importera filen bara om ni har kontrollerat fakturorna i faktureringssystemet.
}
billing-doubts-other = Läget har ändrats sedan ni såg denna sida. Kontrollera fakturorna på nytt.
billing-doubts-what = Vad som ska kontrolleras
billing-doubts-more = { $count ->
    [one] Dessutom ska en punkt kontrolleras.
   *[other] Dessutom ska { $count } punkter kontrolleras.
}
billing-doubts-confirm = Importera filen, fakturorna är kontrollerade
billing-doubts-cancel = Gå tillbaka utan att importera något
billing-doubt-nameless = { $organisation }, namnet är inte känt
billing-doubt-new-payer = Betalaren har inte varit kund och har inga tidigare fakturor. Kontrollera FO-numret.
billing-doubt-other-basis = Enligt registren är betalaren inte en sådan som denna avgift tas ut av ({ $basis }). Kontrollera grunden och FO-numret.
billing-doubt-same-period = För samma period eller en del av den finns redan fakturan { $number }, som inte har krediterats. Kontrollera att samma användning inte faktureras två gånger.
billing-import-fact-who = Importerad av
billing-import-fact-file = Filens namn
billing-import-fact-hash = Kontrollsumma (SHA-256)
billing-missing-title = Faktureringsadresser som saknas
billing-missing-text = Dessa organisationer fick en faktura, men faktureringsadressen saknas:
billing-missing-none = { $count ->
    [one] En organisation kontrollerades. Den har en faktureringsadress.
   *[other] { $count } organisationer kontrollerades. Alla har en faktureringsadress.
}
billing-missing-nobody = Filen innehöll inga nya fakturor.
billing-missing-next = Kontrollera följande organisationer
billing-wrong-caption = Rader som ska rättas. Ingenting importerades.
billing-wrong-row = Rad
billing-wrong-value = I filen står
billing-wrong-what = Vad som ska rättas
billing-wrong-more = { $count ->
    [one] Dessutom ska en rad rättas.
   *[other] Dessutom ska { $count } rader rättas.
}
billing-rows-wrong = { $count ->
    [one] En rad i filen ska rättas. Ingenting importerades.
   *[other] { $count } rader i filen ska rättas. Ingenting importerades.
}
billing-file-missing = Välj en fil.
billing-file-empty = Filen har inga rader förutom rubrikraden.
billing-file-large = Filen är för stor. Högst { $megabytes } megabyte kan importeras på en gång. Dela filen.
billing-file-rows = Filen har för många rader. Högst { $rows } rader kan importeras på en gång. Dela filen.
billing-file-workbook = Filen är en arbetsbok från ett kalkylprogram. Spara den i CSV-format.
billing-file-encoding = Filens teckenkodning är inte UTF-8. Spara den som UTF-8.
billing-file-heading = Första raden ska vara rubrikraden: { $heading }
billing-row-columns = Raden ska ha { $columns } kolumner.
billing-row-long = En cell innehåller för mycket text.
billing-row-identity-code = Raden innehåller en personbeteckning. Ta bort den.
billing-row-formula = Raden innehåller en formel. En cell får inte börja med =, +, - eller @.
billing-row-kind = Första kolumnen ska vara invoice eller count.
billing-row-number = Kontrollera fakturanumret. Det får ha högst 30 bokstäver, siffror, bindestreck, snedstreck eller punkter.
billing-row-business-id = Kontrollera FO-numret. Formen är 1234567-1.
billing-row-basis = Kontrollera grunden. Den är en av dessa: { $codes }.
billing-row-period = Kontrollera perioden. Den är ett kalenderår eller ett halvt kalenderår beroende på grunden.
billing-row-no-price = Avgiftstabellen har inget pris för perioden.
billing-row-part = Kontrollera raten. Ett år som faktureras enligt invånare har raten 1 eller 2, andra har ingen rat.
billing-row-count = Kontrollera antalet. Det är ett heltal och kan inte vara negativt.
billing-row-unit-price = Kontrollera enhetspriset. Formen är 0,582.
billing-row-price = Enhetspriset följer inte förordningen. Under perioden är priset { $price }.
billing-row-minimum = För minimiavgiften ska det stå yes eller no.
billing-row-no-minimum = Minimiavgiften kan inte faktureras för denna period med denna grund och detta antal.
billing-row-below-minimum = Avgiften är lägre än minimiavgiften { $sum }. Januari–juni faktureras då inte separat, och för året faktureras minimiavgiften.
billing-row-total = Kontrollera summan. Formen är 2450,22, och summan kan inte vara negativ.
billing-row-total-differs = Summan stämmer inte. Enligt antalet och priset är den { $sum }.
billing-row-date = Kontrollera dagen. Formen är 7.9.2026.
billing-row-due = Kontrollera förfallodagen. Den kan inte vara före fakturadatumet.
billing-row-state = Statusen ska vara open, paid eller credited.
billing-row-not-empty = En rad med ett antal får inte ha uppgifter om en faktura.
billing-row-count-day = Dagen för antalet ska vara efter periodens början och inte i framtiden.
billing-row-repeated = Samma faktura eller antal finns redan på rad { $row }.
billing-row-known = Fakturanumret används redan, och den fakturan har andra uppgifter. Bara statusen kan ändras.
billing-row-state-back = En fakturas status kan inte återgå till en tidigare.
billing-row-older-count = För perioden finns redan ett nyare antal.
billing-row-date-ahead = Fakturadatumet kan inte vara i framtiden.
billing-row-date-early = Denna period kan faktureras tidigast { $day }. Kontrollera perioden och fakturadatumet.
billing-row-due-far = Förfallodagen är mer än ett år efter fakturadatumet. Kontrollera dagarna.
billing-row-nothing = En faktura på noll euro kan inte vänta på betalning.
billing-row-charged = Detta har redan fakturerats med fakturan { $number }, som inte har krediterats. Om denna faktura ersätter den ska den krediteras i samma fil.
