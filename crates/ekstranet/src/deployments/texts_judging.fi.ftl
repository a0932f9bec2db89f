### Confirming tests, files of reports, reports that are late

deployments-report-files = Liitteet
# $number (Number) - which test
deployments-report-add = Lisätkää liitteitä: { $number }. koe
# $types (String) - types of files
# $count (Number) - how many
# $size (String) - how large
deployments-report-files-hint = Voitte liittää raporttiin esimerkiksi koepöytäkirjan. Tiedostotyypit: { $types }. Enintään { $count ->
    [one] yksi tiedosto, jonka koko on enintään { $size }.
   *[other] { $count } tiedostoa, joista kunkin koko on enintään { $size }.
} Älkää liittäkö potilas- tai asiakastietoja.
# $count (Number) - how many
deployments-file-too-many = Tiedostoja voi olla enintään { $count }. Valitkaa tiedostot uudelleen.
deployments-file-empty = Tiedosto on tyhjä. Valitkaa tiedostot uudelleen.
# $size (String) - how large
deployments-file-too-large = Tiedosto on liian suuri. Suurin sallittu koko on { $size }. Valitkaa tiedostot uudelleen.
# $types (String) - types of files
deployments-file-type = Tiedostoa ei voitu liittää, koska se ei ole ehjä tiedosto tyyppiä { $types }. Valitkaa tiedostot uudelleen.
deployments-file-infected = Tiedostosta löytyi haittaohjelma, joten sitä ei liitetty. Tarkistakaa laitteenne ja valitkaa tiedostot uudelleen.
deployments-file-not-scanned = Haittaohjelmatarkistus ei vastaa juuri nyt, joten raporttia ei lähetetty. Lähettäkää se hetken kuluttua uudelleen ja valitkaa tiedostot silloin uudelleen.
deployments-file-again = Valitkaa myös tiedostot uudelleen.
deployments-test-waits-operator = Odottaa vahvistusta
# $operator (String) - short name of the operator
# $day (String) - day on which it was held
deployments-test-unconfirmed = Koe hyväksyttiin { $day }. { $operator } tarkistaa raportin ja vahvistaa kokeen. Tuotantokäyttö voi alkaa vasta sen jälkeen.
# $operator (String) - short name of the operator
# $remark (String) - why
deployments-test-given-back = { $operator } ei vahvistanut koetta: { $remark } Korjatkaa puutteet ja sopikaa uusi päivä.
# $last (String) - last day to report
deployments-test-overdue = Raportti olisi pitänyt lähettää viimeistään { $last }. Lähettäkää se nyt, tai siirtäkää koe, jos sitä ei pidetty.
# $operator (String) - short name of the operator
deployments-held-take-back-judged = Voitte poistaa väärän tiedoston siihen asti, että { $operator } on tarkistanut raportin.
deployments-held-take-back = Voitte poistaa väärän tiedoston siihen asti, että tuotantokäyttö alkaa.
deployments-held-judged = Kokeen vahvistus
# $at (String) - date and time
deployments-held-confirmed = Koe vahvistettiin { $at }.
# $at (String) - date and time
deployments-held-given-back = Koetta ei vahvistettu ({ $at }).
deployments-desk-title = Käyttöönotot
deployments-desk-lead = Tässä ovat asiakkaiden lähettämät tiedostot, joita kukaan ei ole vielä käsitellyt, kokeet, jotka odottavat vahvistustanne ennen tuotantokäyttöä, ja raportit, jotka eivät ole tulleet määräajassa. Asiakkaan yhteyshenkilöitä on muistutettu myöhästyneistä raporteista.
deployments-desk-empty = Yksikään tiedosto ei odota käsittelyä eikä yksikään koe vahvistusta. Raportteja ei ole myöhässä.
deployments-desk-waits = Odottaa vahvistusta
# $day (String) - day
deployments-desk-waits-text = Koe pidettiin { $day }, ja asiakas on lähettänyt raportin.
deployments-desk-overdue = Raportti myöhässä
# $day (String) - day
deployments-desk-overdue-text = Koe piti pitää { $day }.
deployments-desk-case = Asiatunnus
deployments-desk-organisation = Y-tunnus
deployments-desk-judge = Vahvistakaa koe
deployments-desk-judge-text = Kun vahvistatte kokeen, asiakas voi aloittaa tuotantokäytön. Jos palautatte kokeen, asiakas saa perustelunne ja sopii uuden kokeen.
deployments-desk-remark = Perustelu
deployments-desk-remark-hint = Tarvitaan, jos ette vahvista koetta. Asiakas näkee perustelun.
deployments-desk-remark-missing = Kirjoittakaa, miksi koetta ei vahvisteta.
deployments-desk-confirm = Vahvista koe
deployments-desk-return = Palauta koe uusittavaksi
deployments-extensions = Käytön laajennukset
deployments-extension = Käytön laajennus
# $count (Number) - units
deployments-extension-units = Palveluyksiköt ({ $count })
# $other (String) - name and business ID of the other party
deployments-extension-other = Toinen osapuoli: { $other }
# $date (String) - date
deployments-extension-since = Käytössä { $date } alkaen.
deployments-extend-text = Palvelun käyttöä laajennetaan ja muutetaan omalla hakemuksella. Voitte hakea:
deployments-extend = Hae käytön laajennusta
# $day (String) - first possible day
deployments-date-too-early = Muutos voidaan ottaa käyttöön aikaisintaan { $day }. Valitkaa se päivä tai myöhempi päivä.
# $item (String) - the set-up item
deployments-papers = Tiedostot: { $item }
deployments-papers-needed = Lähettäkää tiedostot ennen kuin merkitsette kohdan tehdyksi.
# $types (String) - types of files
# $count (Number) - how many
# $size (String) - how large
deployments-papers-hint = Tiedostotyypit: { $types }. Enintään { $count ->
    [one] yksi tiedosto, jonka koko on enintään { $size }.
   *[other] { $count } tiedostoa, joista kunkin koko on enintään { $size }.
} Älkää liittäkö potilas- tai asiakastietoja.
# $file (String) - name of the file
deployments-papers-take-back = Poista tiedosto { $file }
deployments-papers-handled = Tiedosto on käsitelty, joten sitä ei voi enää poistaa.
deployments-papers-send = Lähetä tiedostot
deployments-papers-missing = Valitkaa lähetettävät tiedostot.
deployments-papers-not-scanned = Haittaohjelmatarkistus ei vastaa juuri nyt, joten tiedostoja ei lähetetty. Valitkaa ja lähettäkää ne hetken kuluttua uudelleen.
deployments-desk-papers = Tiedostoja tullut
# $day (String) - day on which the first came
deployments-desk-papers-text = Asiakas lähetti käyttöönoton tiedostoja { $day }.
deployments-desk-papers-handle-text = Asiakas voi poistaa väärän tiedoston siihen asti, että merkitsette tiedostot käsitellyiksi.
deployments-desk-papers-handle = Merkitse tiedostot käsitellyiksi
# $officer (String) - name of the officer
# $at (String) - date and time
deployments-desk-papers-handled = { $officer } merkitsi tiedoston käsitellyksi { $at }.
deployments-desk-no-papers = Asiakas ei ole lähettänyt tiedostoja.
deployments-desk-open = Katso, missä käyttöönotto on menossa
# $day (String) - the last day
deployments-held-late = Raportti tuli myöhässä. Se piti lähettää kahden arkipäivän kuluessa kokeesta, viimeistään { $day }.
# $units (String) - names of units
deployments-extension-renewal = Reseptien uusimispyyntöjen vastaanotto: { $units }
deployments-extension-renewal-none = Mikään yksikkö ei ota vastaan reseptien uusimispyyntöjä.
# $point (String) - name and OID of the access point
deployments-extension-point = Liityntäpiste: { $point }
