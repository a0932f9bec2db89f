### The course of a deployment as officers read it, and what happens next to the customer

deployments-next-set-up = Seuraavaksi te viette palvelun käyttöönoton loppuun.
deployments-next-operator = Olette tehneet oman osuutenne. Seuraavaksi käsittelijä tarkistaa käyttöönottokokeen raportin ja vahvistaa kokeen.
deployments-next-intermediary = Olette tehneet oman osuutenne. Tuotantokäyttö voi alkaa, kun välittäjä vahvistaa yhteyden tai käsittelijä on selvittänyt asian kanssanne.
deployments-next-register = Olette tehneet oman osuutenne. Tuotantokäyttö voi alkaa, kun haltuunottopäivä on Fimean apteekkirekisterissä.
# $day (String) - first day of production
deployments-next-begins = Seuraavaksi tuotantokäyttö alkaa { $day }. Teidän ei tarvitse tehdä mitään.
# $since (String) - a sentence: since when the service is used, or until when it was
deployments-next-nothing = { $since } Hakemuksen käsittely on päättynyt, eikä teidän tarvitse tehdä sille enää mitään.
deployments-desk-state-set-up = Käyttöönotto kesken
deployments-desk-state-test-planned = Koe sovittu
deployments-desk-state-test-failed = Koetta ei hyväksytty
deployments-desk-state-in-production = Tuotantokäytössä
deployments-desk-state-ending = Irtisanottu
deployments-desk-state-ended = Päättynyt
deployments-desk-overdue-days = Päivä on mennyt
deployments-desk-waiting = Odottaa käsittelijää
deployments-desk-found = Käyttöönotot
deployments-desk-found-lead = Tästä löydätte käyttöönotot tilan ja palvelun mukaan. Kesken olevista vanhin on ensin, muista uusin.
deployments-desk-find-state = Käyttöönoton tila
deployments-desk-find-service = Palvelu
deployments-desk-every-service = Kaikki palvelut
deployments-desk-find = Näytä käyttöönotot
deployments-desk-to-waiting = Näytä tiedostot, kokeet ja raportit, jotka odottavat
deployments-desk-none = Tällaisia käyttöönottoja ei ole.
deployments-desk-none-here = Tällä sivulla ei ole tällaisia käyttöönottoja. Luettelo jatkuu seuraavalla sivulla.
deployments-desk-late = Myöhässä
# $day (String) - day of the approval
deployments-desk-line-approved = Hakemus hyväksyttiin { $day }.
# $count (Number) - number of items
deployments-desk-line-open = { $count ->
    [one] Yksi kohta on kesken.
   *[other] { $count } kohtaa on kesken.
}
# $day (String) - planned day
deployments-desk-line-test = Kokeen päivä on { $day }.
# $day (String) - agreed day
deployments-desk-line-agreed = Tuotantokäytön sovittu aloituspäivä on { $day }.
# $day (String) - first day
deployments-desk-line-since = Tuotantokäytössä { $day } alkaen.
# $day (String) - last day
deployments-desk-line-last = Viimeinen päivä on { $day }.
# $day (String) - planned day
deployments-desk-line-unreported = Kokeen päivä oli { $day }, mutta raportti ei ole tullut määräajassa.
deployments-desk-lead-set-up = Hakemus on hyväksytty. Asiakkaan käyttöönotto on kesken, eikä asiakas ole vielä valinnut päivää, jona tuotantokäyttö alkaa.
# $day (String) - first day of production
deployments-desk-lead-begins = Kaikki kohdat ovat valmiina. Tuotantokäyttö alkaa { $day }.
deployments-desk-way = Mitä tuotantokäyttö odottaa
# $item (String) - title of a set-up item
deployments-desk-way-item = Tekemättä: { $item }
deployments-desk-way-test = Käyttöönottokoetta ei ole hyväksytty.
deployments-desk-way-confirm = Käyttöönottokoe odottaa vahvistustanne.
deployments-desk-way-day = Tuotantokäytön aloituspäivää ei ole sovittu.
# $day (String) - agreed day
deployments-desk-way-passed = Sovittu aloituspäivä { $day } on mennyt, eikä tuotantokäyttö ole alkanut.
deployments-desk-no-takeover = Fimean apteekkirekisterissä ei ole apteekkia, joka olisi asiakkaan hallussa tai jolla olisi haltuunottopäivä. Fimea korjaa tiedon.
# $day (String) - first possible day
deployments-desk-earliest = Muutos voidaan ottaa käyttöön aikaisintaan { $day }.
# $name (String) - intermediary
# $at (String) - moment
# $reason (String) - its reasons
deployments-desk-declined = { $name } ei vahvistanut yhteyttä ({ $at }). Perustelu: { $reason } Tuotantokäyttö ei ala ennen kuin välittäjä vahvistaa yhteyden tai käsittelijä on selvittänyt asian asiakkaan kanssa.
deployments-desk-settle = Selvitä yhteys
deployments-desk-connection = Yhteys
deployments-desk-approved = Hakemus hyväksytty
deployments-desk-wished-test = Toivottu kokeen päivä
deployments-desk-wished = Hakemuksessa toivottu aloituspäivä
deployments-desk-agreed = Tuotantokäytön sovittu aloituspäivä
deployments-desk-not-agreed = Ei sovittu
deployments-desk-since = Tuotantokäytössä alkaen
deployments-desk-last-day = Viimeinen päivä
deployments-desk-waits-customer = Odottaa asiakasta
# $begins (String) - first day
# $ends (String) - last day
deployments-desk-enrolled = Asiakas ilmoittautui jaksolle { $begins }–{ $ends }.
deployments-desk-enrolled-without = Asiakas ilmoittautui ilman jaksoa.
# $day (String) - day of the call
deployments-desk-called = Käyttöönoton tuki otti asiakkaaseen yhteyttä { $day }.
deployments-desk-uncalled = Käyttöönoton tuki ei ole vielä ottanut asiakkaaseen yhteyttä.
# $day (String) - day of the test
deployments-desk-test-unconfirmed = Asiakas ilmoitti, että koe hyväksyttiin { $day }. Tarkistakaa raportti ja vahvistakaa koe tai palauttakaa se.
# $day (String) - planned day
# $last (String) - last day to report
deployments-desk-test-planned = Koe pidetään { $day }. Asiakkaan pitää lähettää raportti viimeistään { $last }.
# $day (String) - planned day
# $last (String) - last day to report
deployments-desk-test-overdue = Koe piti pitää { $day }. Asiakas ei ole lähettänyt raporttia, joka piti lähettää viimeistään { $last }.
# $remark (String) - reasons of the operator
deployments-desk-test-given-back = Koe palautettiin uusittavaksi: { $remark } Asiakas ei ole vielä ilmoittanut uutta päivää.
deployments-desk-test-failed = Koetta ei hyväksytty. Asiakas ei ole vielä ilmoittanut uutta päivää.
deployments-desk-test-unplanned = Asiakas ei ole ilmoittanut kokeen päivää. Tuotantokäyttö voi alkaa vasta, kun koe on hyväksytty.
# $day (String) - day of the test
# $agreed (String) - agreed day
deployments-desk-test-after-agreed = Koe on { $day }, mutta tuotantokäytön sovittiin alkavan { $agreed }. Tuotantokäyttö alkaa vasta, kun koe on hyväksytty.
deployments-desk-others = Asiakkaan muut käyttöönotot
# $held (String) - day of the test
# $again (String) - day of the new test
# $report (String) - last day of its report
deployments-failed-again = Koe epäonnistui { $held }. Uusi koe on { $again }, ja sen raportti on lähetettävä viimeistään { $report }.
# $held (String) - day of the test
deployments-failed = Koe epäonnistui { $held }. Korjatkaa viat ja sopikaa uuden kokeen päivä.
