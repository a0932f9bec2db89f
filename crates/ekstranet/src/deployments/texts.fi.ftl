# $service (String) - name of the service
deployments-title = Käyttöönotto: { $service }
deployments-back = Etusivu
deployments-state-in-use = Käytössä
deployments-state-waiting-for-you = Odottaa teitä
deployments-state-waiting-for-day = Odottaa aloituspäivää
deployments-state-ended = Ei käytössä
deployments-done = Valmis
# $date (String) - date
deployments-lead-in-production = Palvelu on ollut tuotantokäytössä { $date } alkaen.
deployments-lead-ended = Palvelun käyttö on päättynyt.
# $date (String) - last day
deployments-lead-ended-on = Palvelun käyttö on päättynyt. Viimeinen päivä oli { $date }.
# $date (String) - date
deployments-lead-ending = Palvelu on irtisanottu. Sitä voi käyttää { $date } asti.
# $date (String) - date
deployments-lead-stopped = Palvelu on irtisanottu ennen tuotantokäyttöä. Käyttöönotto on keskeytetty, ja palvelu päättyy { $date }.
deployments-terminate-title = Palvelun irtisanominen
deployments-terminate-text = Tietojärjestelmän sopimuksen päättäminen ei päätä palvelua eikä asiakkuutta. Jos ette enää tarvitse palvelua, irtisanokaa se täällä.
deployments-terminate = Irtisano palvelu
# $date (String) - date
deployments-lead-dated = Tuotantokäyttö alkaa { $date }, kun kaikki kohdat ovat valmiina.
# $date (String) - date
deployments-lead-begins = Kaikki kohdat ovat valmiina. Tuotantokäyttö alkaa { $date }. Teidän ei tarvitse tehdä muuta.
# $date (String) - date
deployments-lead-at-once = Sovittu päivä { $date } on tullut. Tuotantokäyttö alkaa heti, kun viimeinenkin kohta on valmis.
deployments-lead-set-up = Hakemus on hyväksytty. Merkitkää kohdat tehdyiksi ja valitkaa päivä, jona tuotantokäyttö alkaa.
deployments-checklist = Ennen tuotantokäyttöä
# $operator (String) - short name of the operator
deployments-item-rights = { $operator } on avannut oikeudet
# $number (String) - case number
deployments-granted = Oikeudet avattiin, kun hakemus { $number } hyväksyttiin.
# $name (String) - who
# $time (String) - date and time
deployments-done-by = { $name } merkitsi tehdyksi { $time }.
# $item (String) - the item
deployments-mark-done = Merkitse tehdyksi: { $item }
# $item (String) - the item
deployments-undo = Peru merkintä: { $item }
deployments-date-title = Tuotantokäytön alkaminen
deployments-date-text = Voitte valita tämän päivän tai myöhemmän päivän. Jos kaikki kohdat ovat silloin valmiina, tuotantokäyttö alkaa valittuna päivänä eikä teidän tarvitse tehdä muuta.
deployments-date-at-once = Kaikki kohdat ovat valmiina. Jos valitsette tämän päivän, tuotantokäyttö alkaa heti, kun vahvistatte päivän. Tuotantokäytön alkamista ei voi perua täällä.
deployments-date-unanswered = Tuotantokäyttö voi alkaa ilman tätä vahvistusta. Varmistakaa välittäjältä, että yhteys toimii, ennen kuin tuotantokäyttö alkaa.
deployments-date-label = Tuotantokäyttö alkaa
deployments-date-hint = Esimerkiksi 4.12.2026
deployments-date-save = Vahvista päivä
deployments-date-change = Vaihda päivä
deployments-date-missing = Valitkaa päivä, jona tuotantokäyttö alkaa.
deployments-date-wrong = Kirjoittakaa päivä muodossa 4.12.2026.
deployments-date-past = Päivä on mennyt. Valitkaa tämä päivä tai myöhempi päivä.
deployments-date-too-far = Päivä on yli vuoden päässä. Valitkaa aikaisempi päivä.
# $day (String) - day of the test
deployments-date-before-test = Koe pidetään { $day }. Valitkaa sama tai myöhempi päivä, tai siirtäkää koe.
# $day (String) - date of the takeover
deployments-date-before-takeover = Haltuunottopäivä on Fimean apteekkirekisterin mukaan { $day }. Valitkaa se tai myöhempi päivä.
deployments-date-no-takeover = Fimean apteekkirekisterissä ei ole apteekkia, joka olisi teillä tai jolla olisi haltuunottopäivä. Tuotantokäyttö voi alkaa, kun tieto on rekisterissä. Fimea korjaa sen.
# $day (String) - date of the takeover
deployments-date-takeover = Haltuunottopäivä on Fimean apteekkirekisterin mukaan { $day }. Tuotantokäyttö voi alkaa aikaisintaan silloin. Jos päivä siirtyy, tuotantokäyttö odottaa sitä.
deployments-test-title = Käyttöönottokoe
deployments-test-state-failed = Korjattavaa
deployments-test-unplanned = Palvelun käyttö voi alkaa vasta, kun käyttöönottokoe on hyväksytty. Sopikaa kokeesta järjestelmätoimittajanne kanssa ja ilmoittakaa päivä täällä.
# $day (String) - planned day
# $last (String) - last day to report
deployments-test-planned = Koe pidetään { $day }. Lähettäkää raportti kahden arkipäivän kuluessa kokeesta, viimeistään { $last }.
# $day (String) - day of the test
# $agreed (String) - agreed first day of production
deployments-test-after-agreed = Koe on { $day }, mutta tuotantokäytön sovittiin alkavan { $agreed }. Tuotantokäyttö alkaa vasta, kun koe on hyväksytty. Siirtäkää koe tai vaihtakaa tuotantokäytön päivä.
# $day (String) - day on which it was held
deployments-test-passed = Koe hyväksyttiin { $day }.
deployments-test-failed = Koetta ei hyväksytty. Korjatkaa viat ja sopikaa uusi päivä.
deployments-test-day = Kokeen päivä
deployments-test-day-hint = Tämä päivä tai myöhempi päivä, esimerkiksi 4.12.2026
deployments-test-plan = Ilmoita kokeen päivä
deployments-test-move = Siirrä koe
deployments-report-title = Raportti kokeesta
deployments-report-after = Raportin voi lähettää kokeen jälkeen.
deployments-report-result = Miten koe sujui?
deployments-report-passed = Koe hyväksyttiin
deployments-report-passed-text = Asiakirjat tallentuivat oikeaan rekisteriin ja vastaavat sitä, mitä järjestelmään kirjattiin.
deployments-report-failed = Koetta ei hyväksytty
deployments-report-failed-text = Jokin kohta epäonnistui. Koe tehdään uudelleen, kun viat on korjattu.
deployments-report-result-missing = Valitkaa, hyväksyttiinkö koe.
deployments-report-day = Päivä, jona koe pidettiin
deployments-report-day-missing = Kirjoittakaa päivä, jona koe pidettiin.
deployments-report-day-ahead = Päivä on tulevaisuudessa. Lähettäkää raportti vasta kokeen jälkeen.
deployments-report-day-early = Päivä on ennen hakemuksen hyväksymistä. Tarkistakaa päivä.
deployments-report-performer = Kokeen tekijä
deployments-report-performer-hint = Nimi. Älkää kirjoittako henkilötunnuksia.
deployments-report-performer-missing = Kirjoittakaa kokeen tekijän nimi.
deployments-report-archivist = Arkistonhoitaja
deployments-report-archivist-hint = Sen henkilön nimi, joka tarkisti tallennetut asiakirjat.
deployments-report-archivist-missing = Kirjoittakaa arkistonhoitajan nimi.
deployments-report-remarks = Havainnot
deployments-report-remarks-hint = Jos koetta ei hyväksytty, kertokaa, mikä epäonnistui. Älkää kirjoittako potilas- tai asiakastietoja.
deployments-report-remarks-missing = Kertokaa, mikä kokeessa epäonnistui.
deployments-report-too-long = Teksti on liian pitkä. Lyhentäkää sitä.
deployments-report-identity-code = Poistakaa henkilötunnus. Sitä ei saa kirjoittaa tähän.
deployments-report-send = Lähetä raportti
# $number (Number) - which test
deployments-held-title = { $number }. koe
deployments-held-report = Raportti
deployments-period-label = Käyttöönoton tuen jakso
deployments-period-closed = Ilmoittautuminen valitsemallenne jaksolle on päättynyt. Valitkaa jakso, jolle voi vielä ilmoittautua. Jos jaksoja ei ole, voitte merkitä kohdan tehdyksi ilman jaksoa.
# $begins (String) - first day
# $ends (String) - last day
# $until (String) - last day to enrol
deployments-period = { $begins }–{ $ends }, ilmoittautuminen viimeistään { $until }
# $begins (String) - first day
# $ends (String) - last day
deployments-enrolled = Ilmoittauduitte jaksolle { $begins }–{ $ends }.
# $names (String) - names of the archivists
deployments-archivists = Hakemuksessa nimetty: { $names }.
# $address (String) - address
deployments-archivist-address = Arkistonhoitajan käyttöliittymän osoite: { $address }
deployments-date-not-connected = Välittäjä ei ole vahvistanut yhteyttä. Tuotantopäivän voi sopia, kun välittäjä vahvistaa yhteyden tai käsittelijä on selvittänyt asian.
# $day (String) - the agreed day
# $units (String) - units with what the register says of each
deployments-date-units = Palveluyksiköt, jotka eivät SOTE-organisaatiorekisterin mukaan ole voimassa sovittuna päivänä { $day }: { $units }. Vaihtakaa päivä, tai jos rekisterin tieto on väärä, korjatkaa se rekisteriin. Muissa yksiköissä käyttö voi alkaa sovittuna päivänä.
# $day (String) - the unit's last day
# $name (String) - the unit
deployments-unit-ends = { $name } (viimeinen päivä { $day })
# $day (String) - the unit's first day
# $name (String) - the unit
deployments-unit-begins = { $name } (alkaa { $day })
# $name (String) - the unit
deployments-unit-gone = { $name } (ei ole rekisterissä)
# $count (Number) - units that are not named
deployments-units-more = { $count ->
    [one] lisäksi yksi muu
   *[other] lisäksi { $count } muuta
}
# $day (String) - the agreed day
# $units (String) - units with what the register says of each
deployments-desk-units = Palveluyksiköt, jotka eivät SOTE-organisaatiorekisterin mukaan ole voimassa sovittuna päivänä { $day }: { $units }. Asiakas näkee saman tiedon käyttöönoton sivulla.
deployments-messages = Käyttöönotosta voitte kysyä käsittelijältä täällä, kunnes tuotantokäyttö alkaa.
deployments-messages-title = Viestit
deployments-messages-link = Lukekaa ja kirjoittakaa viestejä
