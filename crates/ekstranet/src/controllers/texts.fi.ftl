controllers-title = Rekisterinpitäjän muutos
controllers-link = Ilmoittakaa rekisterinpitäjän muutoksesta
controllers-lead = Kun organisaatiot sulautuvat, Y-tunnus vaihtuu tai toiminta siirtyy, tallennettujen asiakirjojen rekisterinpitäjä voi vaihtua. Muutokset ajetaan Kanta-palveluihin sovittuina päivinä, ja molemmat osapuolet vahvistavat ne.
controllers-received-title = Muutokset, joissa te olette uusi rekisterinpitäjä
controllers-sent-title = Ilmoittamanne muutokset
controllers-how-title = Näin muutos etenee
controllers-how-notify = Se, joka luovuttaa asiakirjat, ilmoittaa muutoksesta täällä.
controllers-how-confirm = Uusi rekisterinpitäjä vahvistaa, että muutos pitää paikkansa, tai riitauttaa sen.
controllers-how-run = Käsittelijä valitsee ajopäivän. Muutos tehdään Kanta-palveluihin silloin, ja molemmille osapuolille kerrotaan siitä.
controllers-begin = Aloita ilmoitus
controllers-no-documents = Teillä ei ole tuotantokäytössä palvelua, jossa on potilas- tai asiakasasiakirjoja, joten ilmoitusta ei voi tehdä täällä. Jos rekisterinpitäjä silti muuttuu, ottakaa yhteyttä asiakastukeen.
controllers-draft = Ilmoitus on kesken
# $name (String) - who saved last
# $time (String) - date and time
controllers-draft-text = Viimeksi tallentanut { $name } { $time }.
# $number (String) - case number
# $name (String) - organisation that hands over
controllers-line-from = { $number }. Luovuttaja: { $name }.
# $number (String) - case number
# $name (String) - new controller
controllers-line-to = { $number }. Uusi rekisterinpitäjä: { $name }.
# $date (String) - day of the run
controllers-line-run = Ajopäivä { $date }.
# $number (String) - case number
controllers-case-title = Rekisterinpitäjän muutos { $number }
controllers-state-waiting-for-you = Odottaa teitä
controllers-state-waiting-for-confirmation = Odottaa vahvistusta
controllers-state-waiting-for-review = Odottaa käsittelyä
controllers-state-waiting-for-correction = Odottaa korjausta
controllers-state-waiting-for-run = Odottaa ajoa
controllers-state-waiting-for-record = Odottaa kirjausta
controllers-state-to-correct = Korjattavaa
controllers-state-done = Valmis
controllers-state-rejected = Hylätty
controllers-state-withdrawn = Peruutettu
controllers-lead-draft = Ilmoitusta ei ole lähetetty. Mikään ei muutu ennen kuin se on lähetetty, vahvistettu ja ajettu.
controllers-lead-asked = Ilmoitus on lähetetty. Uudelta rekisterinpitäjältä on kysytty, pitääkö muutos paikkansa.
controllers-lead-asked-of-you = Toinen organisaatio ilmoittaa, että teistä tulee asiakirjojen rekisterinpitäjä. Kertokaa, pitääkö se paikkansa.
controllers-lead-confirmed = Uusi rekisterinpitäjä on vahvistanut muutoksen. Se odottaa, että käsittelijä valitsee ajopäivän.
controllers-lead-contested = Uusi rekisterinpitäjä on riitauttanut muutoksen. Perustelut ovat alla. Osapuolet sopivat asiasta keskenään, ja käsittelijä ratkaisee, miten jatketaan.
controllers-lead-contested-by-you = Olette riitauttaneet muutoksen. Jos sovitte asiasta, voitte vielä vahvistaa sen.
controllers-lead-returned = Ilmoituksessa on korjattavaa. Lukekaa käsittelijän viesti, korjatkaa ilmoitus ja lähettäkää se uudelleen.
controllers-lead-returned-to-sender = Luovuttaja korjaa ilmoitusta. Kun se lähetetään uudelleen, uudelta rekisterinpitäjältä kysytään uudelleen.
# $date (String) - day of the run
# $until (String) - closing day of the run
controllers-lead-scheduled = Muutos odottaa ajoa { $date }. Ilmoituksen voi peruuttaa viimeistään { $until }.
# $date (String) - day of the run
controllers-lead-waits-for-run = Muutos odottaa ajoa { $date }.
# $date (String) - day of the run
controllers-lead-done = Muutos on tehty. Ajopäivä oli { $date }. Uusi rekisterinpitäjä vastaa nyt asiakirjoista.
controllers-lead-rejected = Muutosta ei tehdä. Perustelut ovat alla.
controllers-lead-withdrawn = Ilmoitus on peruutettu. Rekisterinpitäjä ei muutu.
controllers-too-late = Ilmoitusta ei voi enää peruuttaa, koska ajon ilmoitusten viimeinen päivä on mennyt. Jos muutosta ei saa tehdä, ottakaa heti yhteyttä asiakastukeen.
controllers-page-documents = Mitkä asiakirjat siirtyvät
controllers-page-receiver = Uusi rekisterinpitäjä ja syy
controllers-page-day = Mistä päivästä alkaen
controllers-page-run = Ajopäivä
controllers-page-contact = Yhteyshenkilö
controllers-lead-documents = Valitkaa palvelut ja se, siirtyykö koko rekisteri vai joidenkin yksiköiden asiakirjat.
controllers-lead-receiver = Tarkistamme organisaation rekisteristä ja kysymme siltä, pitääkö muutos paikkansa.
controllers-lead-day = Kertokaa päivä, josta alkaen uusi organisaatio on asiakirjojen rekisterinpitäjä.
controllers-lead-run = Muutokset tehdään Kanta-palveluihin sovittuina ajopäivinä.
controllers-lead-contact = Kertokaa, keneltä voimme kysyä lisää. Uusi rekisterinpitäjä ei näe näitä tietoja.
controllers-field-services = Palvelut, joiden asiakirjoja muutos koskee
# $number (String) - case number
controllers-service-under = Palvelusta on jo vireillä ilmoitus { $number }.
controllers-field-extent = Mitkä asiakirjat siirtyvät?
controllers-extent-all = Koko rekisteri
controllers-extent-all-hint = Kaikki asiakirjat, joiden rekisterinpitäjä olette valituissa palveluissa.
controllers-extent-some = Joidenkin yksiköiden asiakirjat
controllers-field-units = Yksiköt
controllers-field-units-hint = Valitkaa yksiköt, jos vain niiden asiakirjat siirtyvät.
controllers-units-silent = SOTE-organisaatiorekisteri ei vastaa juuri nyt, joten tässä ovat ne yksiköt, jotka se viimeksi kertoi. Jos yksikkö puuttuu, yrittäkää myöhemmin uudelleen.
controllers-units-none = Teillä ei ole yksiköitä SOTE-organisaatiorekisterissä.
controllers-field-receiver = Uuden rekisterinpitäjän Y-tunnus
controllers-field-receiver-hint = Muodossa 1234567-1
# $name (String) - name
controllers-receiver-is = Rekisterissä: { $name }
# $receiver (String) - name and business ID
controllers-receiver-unverified = { $receiver }. Rekisteri ei vastannut, joten tarkistamme organisaation myöhemmin.
controllers-field-reason = Miksi rekisterinpitäjä muuttuu?
controllers-reason-merger = Sulautuminen tai jakautuminen
controllers-reason-merger-hint = Organisaatio yhdistyy toiseen tai jakautuu.
controllers-reason-new-business-id = Uusi Y-tunnus
controllers-reason-new-business-id-hint = Sama toiminta jatkuu uudella Y-tunnuksella.
controllers-reason-activity-moves = Toiminta siirtyy
controllers-reason-activity-moves-hint = Toinen organisaatio alkaa järjestää toiminnan, tai se myydään.
controllers-reason-other = Muu syy
controllers-reason-other-hint = Kertokaa syy alla.
controllers-field-details = Lisätietoja syystä
controllers-field-details-hint = Pakollinen, jos syy on muu syy. Uusi rekisterinpitäjä näkee tekstin. Älkää kirjoittako henkilötunnuksia tai potilaiden ja asiakkaiden tietoja.
controllers-field-changes-on = Päivä, josta alkaen organisaatio on uusi rekisterinpitäjä
controllers-field-changes-on-hint = Esimerkiksi sulautumisen voimaantulopäivä. Ajo tehdään samana päivänä tai sen jälkeen.
controllers-field-run = Milloin toivotte muutoksen ajoa?
# $date (String) - day of the run
# $until (String) - last day on which notifications are taken
controllers-run = { $date }, ilmoitukset viimeistään { $until }
controllers-run-earliest = Aikaisin mahdollinen
controllers-run-wished = Luovuttajan toive
controllers-run-next = Seuraava mahdollinen ajo
controllers-run-next-hint = Käsittelijä valitsee päivän.
controllers-runs-none = Tälle muutokselle ei ole vielä ajopäivää. Voitte silti lähettää ilmoituksen: käsittelijä valitsee seuraavan mahdollisen ajon, ja kerromme päivän teille.
controllers-field-name = Yhteyshenkilön nimi
controllers-field-email = Sähköpostiosoite
controllers-field-email-hint = Ilmoitamme tähän osoitteeseen, miten muutos etenee. Viesteissä ei ole henkilötietoja.
controllers-field-phone = Puhelinnumero
controllers-field-words = Lisätietoja käsittelijälle
controllers-field-words-hint = Esimerkiksi mitä muuta on vireillä. Älkää kirjoittako henkilötunnuksia tai potilaiden ja asiakkaiden tietoja.
controllers-save = Tallenna ja jatka
controllers-change = Muuta
controllers-check-title = Tarkistakaa ilmoitus
controllers-check-lead = Tarkistakaa vastaukset ennen lähettämistä.
controllers-check-incomplete = Ilmoituksesta puuttuu tietoja tai jokin tieto on väärin. Korjatkaa ne ennen lähettämistä.
# $services (String) - names of services
controllers-remark-lacking = Uudella rekisterinpitäjällä ei ole vielä tuotantokäytössä: { $services }. Voitte lähettää ilmoituksen, mutta palvelun pitää olla käytössä ennen ajoa. Kertokaa siitä uudelle rekisterinpitäjälle.
controllers-accept-title = Ennen lähettämistä
controllers-accept = Olemme sopineet muutoksesta uuden rekisterinpitäjän kanssa, ja tiedot ovat oikein.
controllers-prove = Tarkistamme oikeutenne Suomi.fi-valtuuksista, ennen kuin ilmoitus lähtee.
controllers-send = Vahvista ja lähetä ilmoitus
controllers-discard-link = Poistakaa keskeneräinen ilmoitus
controllers-discard-title = Poistetaanko keskeneräinen ilmoitus?
controllers-discard-lead = Vastaukset poistetaan. Rekisterinpitäjä ei muutu.
controllers-discard = Poista ilmoitus
controllers-withdraw-link = Peruuttakaa ilmoitus
controllers-withdraw-title = Peruutetaanko ilmoitus?
controllers-withdraw-lead = Rekisterinpitäjä ei muutu. Kerromme peruutuksesta myös toiselle osapuolelle.
controllers-withdraw = Peruuta ilmoitus
controllers-keep = Älä muuta mitään
controllers-go-on = Korjaa ja lähetä uudelleen
controllers-answer-link = Vastatkaa, pitääkö muutos paikkansa
controllers-said-title = Mitä ilmoitettiin
controllers-history-title = Mitä on tapahtunut
controllers-not-answered = Ei vastattu
controllers-fact-number = Asiatunnus
controllers-fact-sender = Luovuttaja
controllers-fact-receiver = Uusi rekisterinpitäjä
controllers-fact-services = Palvelut
controllers-fact-documents = Asiakirjat
controllers-fact-reason = Syy
controllers-fact-details = Lisätietoja syystä
controllers-fact-changes-on = Uusi rekisterinpitäjä alkaen
controllers-fact-wished-run = Toivottu ajo
controllers-fact-run = Ajopäivä
controllers-fact-contact = Yhteyshenkilö
controllers-fact-words = Lisätietoja käsittelijälle
controllers-fact-sent = Lähetetty
# $name (String) - who
# $time (String) - date and time
controllers-fact-sent-by = { $name } { $time }
controllers-fact-who-sent = Lähettäjä
controllers-fact-right = Oikeus
controllers-receipt-title = Vastaanottokuittaus
controllers-receipt-link = Vastaanottokuittaus
# $number (String) - case number
controllers-receipt-lead = Ilmoitus { $number } on vastaanotettu.
controllers-next-receiver = Uusi rekisterinpitäjä vahvistaa muutoksen Kanta Ekstranetissä. Lähetämme sille viestin, jos tiedämme sen sähköpostiosoitteen. Kertokaa ilmoituksesta sille myös itse.
controllers-next-officer = Käsittelijä tarkistaa ilmoituksen ja valitsee ajopäivän. Kerromme päivän molemmille osapuolille.
controllers-next-run = Muutos tehdään ajopäivänä. Siihen asti rekisterinpitäjä ei muutu Kanta-palveluissa.
controllers-follow = Seuraa ilmoitusta
controllers-answer-title = Pitääkö muutos paikkansa?
controllers-answer-lead = Vastauksenne sitoo organisaatiotanne. Luovuttaja ja käsittelijä näkevät sen.
controllers-answer-question = Tuleeko teistä näiden asiakirjojen rekisterinpitäjä?
controllers-answer-confirm = Kyllä, vahvistamme muutoksen
controllers-answer-confirm-hint = Vastaatte asiakirjoista rekisterinpitäjänä mainitusta päivästä alkaen.
controllers-answer-contest = Ei, riitautamme muutoksen
controllers-answer-reason = Miksi riitautatte muutoksen
controllers-answer-reason-hint = Pakollinen, jos riitautatte. Luovuttaja ja käsittelijä näkevät perustelun. Älkää kirjoittako henkilötietoja.
controllers-prove-answer = Tarkistamme oikeutenne Suomi.fi-valtuuksista, ennen kuin vastaus tallennetaan.
controllers-answer = Lähetä vastaus
# $time (String) - date and time
controllers-event-sent = Ilmoitus lähetettiin { $time }
# $time (String) - date and time
controllers-event-withdrawn = Ilmoitus peruutettiin { $time }
# $time (String) - date and time
controllers-event-confirmed = Uusi rekisterinpitäjä vahvisti muutoksen { $time }
# $time (String) - date and time
controllers-event-contested = Uusi rekisterinpitäjä riitautti muutoksen { $time }
# $time (String) - date and time
controllers-event-returned = Ilmoitus palautettiin korjattavaksi { $time }
# $time (String) - date and time
controllers-event-rejected = Muutos hylättiin { $time }
# $time (String) - date and time
# $date (String) - day of the run
controllers-event-scheduled = { $time } päätettiin, että muutos ajetaan { $date }
# $time (String) - date and time
# $date (String) - day of the run
controllers-event-moved = { $time } muutos siirrettiin ajoon { $date }
# $time (String) - date and time
# $date (String) - day of the run
controllers-event-carried-out = { $time } kirjattiin, että muutos on tehty ajossa { $date }
# $event (String) - what happened and when
# $name (String) - who did it
controllers-event-by = { $event }, { $name }
controllers-problem-services = Valitkaa vähintään yksi palvelu.
controllers-problem-nothing-left = Kaikista palveluistanne on jo vireillä ilmoitus, tai palveluja ei ole enää käytössä.
# $service (String) - name of a service
controllers-problem-not-free = Palvelusta { $service } on jo vireillä toinen ilmoitus, tai se ei ole enää käytössä. Poistakaa valinta.
controllers-problem-extent = Valitkaa, siirtyykö koko rekisteri vai joidenkin yksiköiden asiakirjat.
controllers-problem-units-beside = Valitsitte koko rekisterin ja merkitsitte myös yksiköitä. Valitkaa joidenkin yksiköiden asiakirjat tai poistakaa yksiköiden merkinnät.
controllers-problem-units = Valitkaa vähintään yksi yksikkö, tai valitkaa koko rekisteri.
controllers-problem-receiver = Kirjoittakaa uuden rekisterinpitäjän Y-tunnus.
controllers-problem-business-id = Antakaa Y-tunnus muodossa 1234567-1.
controllers-problem-own-business-id = Tämä on oma Y-tunnuksenne. Antakaa uuden rekisterinpitäjän Y-tunnus.
controllers-problem-receiver-ended = Organisaatio on lakannut. Tarkistakaa Y-tunnus.
controllers-problem-receiver-unknown = Rekistereissä ei ole organisaatiota, jolla on tämä Y-tunnus. Tarkistakaa Y-tunnus.
controllers-problem-reason = Valitkaa syy.
controllers-problem-details = Kertokaa, mikä muu syy on.
controllers-problem-day-missing = Kirjoittakaa päivä.
controllers-problem-day = Kirjoittakaa päivä muodossa 4.12.2026.
controllers-problem-too-early = Päivä on yli vuoden takana. Tarkistakaa päivä. Jos se on oikein, ottakaa yhteyttä asiakastukeen.
controllers-problem-too-far = Päivä on yli kahden vuoden päässä. Tarkistakaa päivä.
controllers-problem-run = Valitkaa ajo, tai valitkaa seuraava mahdollinen ajo.
controllers-problem-run-gone = Valitsemaanne ajoon ei voi enää ilmoittaa tätä muutosta. Valitkaa toinen ajo.
controllers-problem-name = Kirjoittakaa yhteyshenkilön nimi.
controllers-problem-email-missing = Kirjoittakaa sähköpostiosoite.
controllers-problem-email = Kirjoittakaa sähköpostiosoite muodossa nimi@esimerkki.fi.
controllers-problem-phone-missing = Kirjoittakaa puhelinnumero.
controllers-problem-phone = Kirjoittakaa puhelinnumero numeroilla, esimerkiksi +358 40 000 0000.
controllers-problem-identity-code = Poistakaa henkilötunnus. Sitä ei saa kirjoittaa tähän.
controllers-problem-accept = Vahvistakaa, että muutoksesta on sovittu ja tiedot ovat oikein.
controllers-problem-changed = Ilmoitus on muuttunut sen jälkeen, kun avasitte sivun. Tarkistakaa se uudelleen.
controllers-problem-changed-form = Joku muu on tallentanut ilmoituksen sen jälkeen, kun avasitte sivun. Vastauksenne ovat alla: tarkistakaa ne ja tallentakaa uudelleen.
controllers-problem-answer = Valitkaa, vahvistatteko vai riitautatteko muutoksen.
controllers-problem-contest-reason = Kertokaa, miksi riitautatte muutoksen.
controllers-home-draft = Jatkakaa ilmoitusta rekisterinpitäjän muutoksesta
controllers-home-draft-about = Ilmoitus on kesken. Sitä ei ole lähetetty.
controllers-home-correct = Korjatkaa ilmoitus rekisterinpitäjän muutoksesta
# $number (String) - case number
controllers-home-correct-about = Asia { $number } on palautettu korjattavaksi.
controllers-home-answer = Vastatkaa, pitääkö rekisterinpitäjän muutos paikkansa
# $name (String) - organisation that hands over
# $number (String) - case number
controllers-home-answer-about = { $name } ilmoittaa, että teistä tulee rekisterinpitäjä. Asia { $number }.
# $number (String) - case number
controllers-home-waiting = Rekisterinpitäjän muutos { $number } on vireillä.
# $number (String) - case number
# $date (String) - day of the run
controllers-home-scheduled = Rekisterinpitäjän muutos { $number } odottaa ajoa { $date }.
controllers-from-terminations = Jos toiminta tai rekisteri siirtyy toiselle organisaatiolle, asiakirjojen rekisterinpitäjä muuttuu:
controllers-state-replaced = Ei enää koske teitä
# $at (String)
controllers-lead-replaced = Ilmoitus lähetettiin uudelleen { $at }, ja siinä on nyt toinen uusi rekisterinpitäjä. Asia ei enää koske teitä, eikä teidän tarvitse tehdä mitään.
controllers-state-contested = Riitautettu
controllers-home-contested = Sopikaa riitautetusta rekisterinpitäjän muutoksesta
# $name (String) - new controller
# $number (String) - case number
controllers-home-contested-about = { $name } on riitauttanut muutoksen. Asia { $number }.
# $number (String) - case number
controllers-home-under-contest = Rekisterinpitäjän muutos { $number } on riitautettu.
controllers-waits = Uutta ilmoitusta ei voi aloittaa, koska kaikista palveluistanne on jo vireillä muutos. Uuden voi aloittaa, kun muutos on ajettu tai päättynyt muuten. Ajopäivää ei ole vielä valittu.
# $date (String) - day of the run
controllers-waits-until = Uutta ilmoitusta ei voi aloittaa, koska kaikista palveluistanne on jo vireillä muutos. Uuden voi aloittaa, kun muutos on ajettu. Ajopäivä on { $date }.
controllers-discarded = Keskeneräinen ilmoitus on poistettu.
controllers-next-contested = Uusi rekisterinpitäjä on riitauttanut muutoksen. Perustelut näette ilmoituksen sivulta. Osapuolet sopivat asiasta keskenään, ja käsittelijä ratkaisee, miten jatketaan.
