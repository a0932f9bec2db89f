billing-desk-title = Laskut
billing-desk-lead = Tuokaa tänne laskutusjärjestelmän tiedosto. Se tuodaan kokonaan tai ei ollenkaan. Jo tunnetun laskun tila päivittyy.
billing-upload-file = Tiedosto
# $rows (Number) - the most rows
# $megabytes (Number) - the largest file
billing-upload-hint = CSV-tiedosto: puolipiste erottimena, UTF-8-merkistö ja pilkku desimaalierottimena. Enintään { $rows } riviä ja { $megabytes } megatavua.
billing-upload-button = Tuo laskut
billing-upload-format = Tiedoston muoto
billing-upload-format-text = Ensimmäinen rivi on otsikkorivi. Sen jälkeen jokainen rivi on lasku (invoice) tai laskuttamaton käyttömäärä (count):
billing-search-title = Organisaation laskut
billing-search-label = Y-tunnus tai laskun numero
billing-search-hint = Esimerkiksi 1234567-1 tai 2026-000123. Katselu kirjataan lokiin.
billing-search-button = Hae laskut
billing-search-missing = Kirjoittakaa Y-tunnus tai laskun numero.
billing-search-wrong = Tarkistakaa Y-tunnus tai laskun numero. Y-tunnuksen muoto on 1234567-1. Tällä numerolla ei ole laskua.
billing-search-none = Organisaatiolla ei ole laskuja.
billing-search-address-missing = Organisaation laskutusosoite puuttuu.
billing-imports-title = Tuodut tiedostot
billing-imports-none = Yhtään tiedostoa ei ole tuotu.
billing-imports-next = Aiemmat tiedostot
# $name (String) - officer
billing-import-by = Toi: { $name }.
billing-import-by-command = Tuotu komennolla.
# $added (String) - invoices
# $changed (String) - invoices
# $counts (String) - counts of use
# $unchanged (String) - rows
billing-import-outcome = Uusia laskuja: { $added }. Muuttuneita laskuja: { $changed }. Käyttömääriä: { $counts }. Ennallaan olevia rivejä: { $unchanged }.
# $moment (String) - date and time
billing-import-title = Tiedosto, tuotu { $moment }
# $moment (String) - date and time
billing-import-again = Sama tiedosto on tuotu jo { $moment }. Mitään ei muutettu.
billing-import-again-link = Katsokaa, mitä silloin tuotiin
# $moment (String) - date and time
billing-import-line = tuotu { $moment }
billing-import-invoices = Tiedoston laskut
billing-import-invoices-next = Tiedoston seuraavat laskut
billing-import-what = Mitä tapahtui
billing-import-added = Uusi lasku
# $before (String) - state
# $after (String) - state
billing-import-turned = Tila muuttui: { $before } → { $after }
# $organisation (String) - name and business ID
billing-found-title = Laskut: { $organisation }
billing-found-address = Laskutusosoite
billing-doubts-title = Tarkistakaa laskut ennen tuontia
# $count (Number) - invoices
billing-doubts-lead = { $count ->
    [one] Tiedostossa on yksi lasku, joka voi olla väärä. Mitään ei ole vielä tuotu. Tuokaa tiedosto vain, jos olette tarkistaneet laskun laskutusjärjestelmästä.
   *[other] Tiedostossa on { $count } laskua, jotka voivat olla vääriä. Mitään ei ole vielä tuotu. Tuokaa tiedosto vain, jos olette tarkistaneet laskut laskutusjärjestelmästä.
}
billing-doubts-other = Tilanne on muuttunut sen jälkeen, kun näitte tämän sivun. Tarkistakaa laskut uudelleen.
billing-doubts-what = Mitä pitää tarkistaa
# $count (Number) - rows
billing-doubts-more = { $count ->
    [one] Lisäksi yksi kohta on tarkistettava.
   *[other] Lisäksi { $count } kohtaa on tarkistettava.
}
billing-doubts-confirm = Tuo tiedosto, laskut on tarkistettu
billing-doubts-cancel = Palaa tuomatta mitään
# $organisation (String) - business ID
billing-doubt-nameless = { $organisation }, nimi ei ole tiedossa
billing-doubt-new-payer = Maksaja ei ole ollut asiakas, eikä sillä ole aiempia laskuja. Tarkistakaa Y-tunnus.
# $basis (String) - what is paid for
billing-doubt-other-basis = Maksaja ei ole rekisterien mukaan sellainen, jolta tämä maksu peritään ({ $basis }). Tarkistakaa peruste ja Y-tunnus.
# $number (String) - number of another invoice
billing-doubt-same-period = Samasta kaudesta tai sen osasta on jo lasku { $number }, jota ei ole hyvitetty. Tarkistakaa, ettei samaa käyttöä laskuteta kahdesti.
billing-import-fact-who = Tuoja
billing-import-fact-file = Tiedoston nimi
billing-import-fact-hash = Tiiviste (SHA-256)
billing-missing-title = Puuttuvat laskutusosoitteet
billing-missing-text = Näille organisaatioille tuli lasku, mutta laskutusosoite puuttuu:
# $count (Number) - organisations
billing-missing-none = { $count ->
    [one] Tarkistettiin yksi organisaatio. Sillä on laskutusosoite.
   *[other] Tarkistettiin { $count } organisaatiota. Kaikilla on laskutusosoite.
}
billing-missing-nobody = Tiedostossa ei ollut uusia laskuja.
billing-missing-next = Tarkista seuraavat organisaatiot
billing-wrong-caption = Korjattavat rivit. Mitään ei tuotu.
billing-wrong-row = Rivi
billing-wrong-value = Tiedostossa lukee
billing-wrong-what = Mitä pitää korjata
# $count (Number) - rows
billing-wrong-more = { $count ->
    [one] Lisäksi yksi rivi on korjattava.
   *[other] Lisäksi { $count } riviä on korjattava.
}
# $count (Number) - rows
billing-rows-wrong = { $count ->
    [one] Tiedostossa on yksi korjattava rivi. Mitään ei tuotu.
   *[other] Tiedostossa on { $count } korjattavaa riviä. Mitään ei tuotu.
}
billing-file-missing = Valitkaa tiedosto.
billing-file-empty = Tiedostossa ei ole yhtään riviä otsikkorivin lisäksi.
# $megabytes (Number) - the largest file
billing-file-large = Tiedosto on liian suuri. Enintään { $megabytes } megatavua voi tuoda kerralla. Jakakaa tiedosto osiin.
# $rows (Number) - the most rows
billing-file-rows = Tiedostossa on liikaa rivejä. Enintään { $rows } riviä voi tuoda kerralla. Jakakaa tiedosto osiin.
billing-file-workbook = Tiedosto on taulukkolaskentaohjelman työkirja. Tallentakaa se CSV-muotoon.
billing-file-encoding = Tiedosto ei ole UTF-8-merkistöä. Tallentakaa se UTF-8-muodossa.
# $heading (String) - the first row
billing-file-heading = Ensimmäisen rivin on oltava otsikkorivi: { $heading }
# $columns (Number) - how many columns
billing-row-columns = Rivillä on oltava { $columns } saraketta.
billing-row-long = Solussa on liikaa tekstiä.
billing-row-identity-code = Rivillä on henkilötunnus. Poistakaa se.
billing-row-formula = Rivillä on kaava. Solu ei saa alkaa merkillä =, +, - tai @.
billing-row-kind = Ensimmäisessä sarakkeessa on oltava invoice tai count.
billing-row-number = Tarkistakaa laskun numero. Siinä voi olla enintään 30 kirjainta, numeroa, väliviivaa, kauttaviivaa tai pistettä.
billing-row-business-id = Tarkistakaa Y-tunnus. Muoto on 1234567-1.
# $codes (String) - codes
billing-row-basis = Tarkistakaa peruste. Se on yksi näistä: { $codes }.
billing-row-period = Tarkistakaa kausi. Se on kalenterivuosi tai sen puolikas sen mukaan, mikä peruste on.
billing-row-no-price = Kaudelle ei ole hintaa maksutaulukossa.
billing-row-part = Tarkistakaa erä. Asukkaiden mukaan laskutettavalla vuodella on erä 1 tai 2, muilla ei ole erää.
billing-row-count = Tarkistakaa määrä. Se on kokonaisluku eikä voi olla negatiivinen.
billing-row-unit-price = Tarkistakaa yksikköhinta. Muoto on 0,582.
# $price (String) - price by decree
billing-row-price = Yksikköhinta ei ole asetuksen mukainen. Kaudella hinta on { $price }.
billing-row-minimum = Vähimmäismaksun kohdalla on oltava yes tai no.
billing-row-no-minimum = Vähimmäismaksua ei voi laskuttaa tältä kaudelta tällä perusteella ja määrällä.
# $sum (String) - the minimum
billing-row-below-minimum = Maksu jää alle vähimmäismaksun { $sum }. Tammi–kesäkuuta ei silloin laskuteta erikseen, ja vuodesta laskutetaan vähimmäismaksu.
billing-row-total = Tarkistakaa summa. Muoto on 2450,22, eikä summa voi olla negatiivinen.
# $sum (String) - the right sum
billing-row-total-differs = Summa ei täsmää. Määrän ja hinnan mukaan se on { $sum }.
billing-row-date = Tarkistakaa päivä. Muoto on 7.9.2026.
billing-row-due = Tarkistakaa eräpäivä. Se ei voi olla ennen laskun päivää.
billing-row-state = Tilan on oltava open, paid tai credited.
billing-row-not-empty = Käyttömäärän rivillä ei saa olla laskun tietoja.
billing-row-count-day = Käyttömäärän päivän on oltava kauden alun jälkeen, mutta se ei voi olla tulevaisuudessa.
# $row (Number) - row
billing-row-repeated = Sama lasku tai käyttömäärä on jo rivillä { $row }.
billing-row-known = Laskun numero on jo käytössä, ja laskun tiedot ovat toiset. Vain tila voi muuttua.
billing-row-state-back = Laskun tila ei voi palata aiempaan.
billing-row-older-count = Kaudelta on jo uudempi käyttömäärä.
billing-row-date-ahead = Laskun päivä ei voi olla tulevaisuudessa.
# $day (String) - the first day
billing-row-date-early = Tämän kauden voi laskuttaa aikaisintaan { $day }. Tarkistakaa kausi ja laskun päivä.
billing-row-due-far = Eräpäivä on yli vuoden päässä laskun päivästä. Tarkistakaa päivät.
billing-row-nothing = Nollan euron lasku ei voi odottaa maksua.
# $number (String) - number of another invoice
billing-row-charged = Sama on jo laskutettu laskulla { $number }, jota ei ole hyvitetty. Jos tämä lasku korvaa sen, hyvittäkää se samassa tiedostossa.
