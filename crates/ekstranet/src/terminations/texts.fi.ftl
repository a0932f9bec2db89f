terminations-title = Palvelun tai asiakkuuden irtisanominen
terminations-link = Irtisanokaa palvelu tai asiakkuus
terminations-lead = Voitte irtisanoa yhden palvelun, useita palveluja tai koko asiakkuuden. Käyttö päättyy valitsemanne päivän lopussa, aikaisintaan tänään. Takautuvasti ei voi irtisanoa.
terminations-services-title = Palvelunne
terminations-services-none = Teillä ei ole palvelua, jonka voisi irtisanoa.
terminations-service-in-use = Käytössä
terminations-service-not-in-use = Ei käytössä
terminations-service-waiting-for-day = Odottaa aloituspäivää
terminations-service-set-up = Palvelu on myönnetty, mutta se ei ole vielä tuotantokäytössä.
# $date (String) - last day
terminations-service-ends = Käyttö päättyy { $date }.
# $number (String) - case number
# $date (String) - last day
terminations-service-ends-by = Irtisanominen { $number }. Viimeinen päivä on { $date }.
terminations-begin = Irtisano palvelu
terminations-who-may-title = Kuka voi irtisanoa
# $positions (String) - the positions that give a right
# $support (String) - mail address of customer support
terminations-who-may-mandate = Teillä on käyttöönoton valtuus. Tässä palvelussa se ei oikeuta irtisanomaan. Irtisanoa voi se, jolla on jokin näistä rekisteriin merkityistä asemista: { $positions }. Pyytäkää häntä kirjautumaan ja tekemään irtisanominen. Julkisen organisaation, säätiön ja muun organisaation, jossa asioidaan vain valtuudella, irtisanomisesta sovitaan asiakastuen kanssa: { $support }.
# $positions (String) - the positions that give a right
terminations-who-may = Oikeutenne ei riitä irtisanomiseen. Irtisanoa voi se, jolla on jokin näistä rekisteriin merkityistä asemista: { $positions }. Myös se voi irtisanoa, jolla on käyttöönoton valtuus, jos valtuus oikeuttaa irtisanomaan.
terminations-giving-up = Jos luovutte apteekkiluvasta, älkää irtisanoko palvelua täällä. Ilmoittakaa luopumisesta apteekkien sivulla:
terminations-joined = Jos olette mukana pääliittyjän kautta, liittyminen päätetään toisella sivulla:
terminations-joined-link = Liittyminen pääliittyjän kautta
terminations-cases-title = Irtisanomiset
terminations-draft = Irtisanominen on kesken
# $name (String) - who saved last
# $time (String) - date and time
terminations-draft-text = Viimeksi tallentanut { $name } { $time }.
# $number (String) - case number
# $date (String) - last day
terminations-case-text = { $number }. Viimeinen päivä { $date }.
# $number (String) - case number
terminations-case-title = Irtisanominen { $number }
# $number (String) - case number
terminations-case-text-withdrawn = { $number }. Irtisanominen on peruutettu. Palvelu jatkuu ennallaan.
# $number (String) - case number
terminations-case-text-rejected = { $number }. Irtisanomista ei hyväksytty. Palvelu jatkuu ennallaan.
# $number (String) - case number
# $date (String) - last day
terminations-case-text-ended = { $number }. Viimeinen päivä oli { $date }.
terminations-state-waiting-for-you = Odottaa teitä
terminations-state-waiting-for-review = Odottaa käsittelyä
terminations-state-to-correct = Korjattavaa
terminations-state-waiting-for-day = Odottaa viimeistä päivää
terminations-state-rejected = Hylätty
terminations-state-withdrawn = Peruutettu
terminations-state-done = Valmis
terminations-page-services = Mitä irtisanotaan ja milloin
terminations-page-reason = Irtisanomisen syy
terminations-page-receiver = Kuka jatkaa toimintaa
terminations-page-invoice = Viimeinen lasku ja vastaus
terminations-lead-services = Valitkaa palvelut ja viimeinen päivä, jona niitä käytetään.
terminations-lead-reason = Syystä riippuu, mitä tiedoille ja rekisterinpidolle tapahtuu.
terminations-lead-receiver = Jos toiminta siirtyy toiselle organisaatiolle, se tarvitsee palvelut omalla Y-tunnuksellaan.
terminations-lead-invoice = Käyttömaksut laskutetaan viimeiseen päivään asti.
terminations-field-extent = Mikä päättyy?
terminations-extent-whole = Koko asiakkuus
terminations-extent-whole-hint = Kaikki Kanta-palvelut päättyvät.
terminations-extent-some = Vain osa palveluista
terminations-field-services = Palvelut, jotka irtisanotte
terminations-field-services-hint = Valitkaa palvelut, jos irtisanotte vain osan.
terminations-field-ends-on = Viimeinen käyttöpäivä
# $date (String) - today
terminations-field-ends-on-hint = Aikaisintaan tänään, { $date }
# $day (String) - day on which the pharmacy closes
terminations-closing-day = Apteekkinne suljetaan { $day }. Käyttö voi päättyä samana päivänä.
terminations-field-reason = Miksi irtisanotte?
terminations-reason-activity-ends = Toiminta päättyy
terminations-reason-activity-ends-hint = Organisaatio lopettaa sosiaali- tai terveydenhuollon toiminnan.
terminations-reason-reorganisation = Organisaatio muuttuu
terminations-reason-reorganisation-hint = Esimerkiksi sulautuminen, jakautuminen tai uusi Y-tunnus.
terminations-reason-acquisition = Liiketoiminta myydään
terminations-reason-acquisition-hint = Toinen organisaatio ostaa toiminnan tai osan siitä.
terminations-reason-other = Muu syy
terminations-reason-other-hint = Kertokaa syy alla.
terminations-field-details = Lisätietoja
terminations-field-details-hint = Pakollinen, jos syy on muu syy. Älkää kirjoittako henkilötunnuksia tai potilaiden ja asiakkaiden tietoja.
terminations-field-transferred = Siirtyykö toiminta toiselle organisaatiolle?
terminations-transferred-yes = Kyllä
terminations-transferred-no = Ei
terminations-field-receiver = Jatkavan organisaation Y-tunnus
terminations-field-receiver-hint = Täyttäkää, jos toiminta siirtyy. Muodossa 1234567-1.
terminations-field-invoice = Minne viimeinen lasku lähetetään?
terminations-invoice-known = Nykyiseen laskutusosoitteeseen
terminations-invoice-other = Toiseen osoitteeseen
terminations-invoice-other-hint = Jos nykyinen osoite ei ole enää käytössä, kun lasku lähetetään.
terminations-invoice-address = Toinen laskutusosoite
terminations-invoice-address-text = Täyttäkää osoite, jos valitsitte toisen osoitteen. Sitä käytetään vain viimeiseen laskuun.
terminations-field-name = Laskun saaja
terminations-field-street = Katuosoite tai postilokero
terminations-field-post-code = Postinumero
terminations-field-post-office = Postitoimipaikka
terminations-answer-title = Minne vastaamme
terminations-field-email = Sähköpostiosoite, johon ilmoitamme vastauksesta
terminations-field-email-hint = Viestissä ei ole henkilötietoja.
terminations-save = Tallenna ja jatka
terminations-change = Muuta
terminations-check-title = Tarkistakaa irtisanominen
terminations-check-lead = Tarkistakaa vastaukset ja lukekaa, mitä irtisanomisesta seuraa.
terminations-check-incomplete = Irtisanomisesta puuttuu tietoja tai jokin tieto on väärin. Korjatkaa ne ennen lähettämistä.
terminations-follows-title = Mitä irtisanomisesta seuraa
terminations-follows-lead = Nämä koskevat juuri teidän irtisanomistanne.
terminations-accept-title = Ennen lähettämistä
terminations-accept = Olen lukenut, mitä irtisanomisesta seuraa.
terminations-prove = Tarkistamme oikeutenne Suomi.fi-valtuuksista, ennen kuin irtisanominen lähtee.
terminations-send = Vahvista ja lähetä irtisanominen
terminations-discard-link = Poistakaa keskeneräinen irtisanominen
terminations-discard-title = Poistetaanko keskeneräinen irtisanominen?
terminations-discard-lead = Vastaukset poistetaan. Palvelut ja asiakkuus jatkuvat ennallaan.
terminations-discard = Poista irtisanominen
terminations-withdraw-link = Peruuttakaa irtisanominen
terminations-withdraw-title = Peruutetaanko irtisanominen?
terminations-withdraw-lead = Palvelut ja asiakkuus jatkuvat ennallaan. Voitte irtisanoa myöhemmin uudelleen.
terminations-withdraw = Peruuta irtisanominen
terminations-keep = Älä muuta mitään
terminations-go-on = Korjaa ja lähetä uudelleen
terminations-lead-draft = Irtisanomista ei ole lähetetty. Mikään ei muutu ennen kuin se lähetetään ja vahvistetaan.
terminations-lead-sent = Irtisanominen on lähetetty ja odottaa käsittelyä. Voitte peruuttaa sen, kunnes se on vahvistettu.
terminations-lead-returned = Irtisanomista ei voi vielä vahvistaa. Lukekaa vastaus, korjatkaa irtisanominen ja lähettäkää se uudelleen. Palvelut ja asiakkuus jatkuvat siihen asti.
# $date (String) - last day
terminations-lead-confirmed = Irtisanominen on vahvistettu. Viimeinen käyttöpäivä on { $date }. Jos teidän pitää muuttaa jotain, ottakaa yhteyttä asiakastukeen.
terminations-lead-rejected = Irtisanomista ei voitu hyväksyä. Palvelut ja asiakkuus jatkuvat. Lukekaa vastaus ja tehkää tarvittaessa uusi irtisanominen.
terminations-lead-withdrawn = Peruutitte irtisanomisen. Palvelut ja asiakkuus jatkuivat ennallaan.
# $date (String) - last day
terminations-lead-ended = Käyttö on päättynyt. Viimeinen päivä oli { $date }.
# $time (String) - date and time
terminations-answer-heading = Vastaus { $time }
# $time (String) - when
terminations-answer-earlier = Aiempi vastaus { $time }. Irtisanominen on sen jälkeen lähetetty uudelleen.
terminations-said-title = Mitä ilmoititte
terminations-not-answered = Ei vastattu
terminations-fact-number = Asiatunnus
terminations-fact-organisation = Organisaatio
terminations-fact-services = Palvelut, jotka päättyvät
terminations-fact-extent = Laajuus
terminations-fact-ends-on = Viimeinen käyttöpäivä
terminations-fact-settled = Vahvistettu viimeinen käyttöpäivä
terminations-fact-reason = Syy
terminations-fact-details = Lisätietoja
terminations-fact-receiver = Toimintaa jatkaa
terminations-fact-invoice = Viimeinen lasku
terminations-fact-email = Vastauksen sähköpostiosoite
terminations-fact-sent = Lähetetty
# $name (String) - who
# $time (String) - date and time
terminations-fact-sent-by = { $name } { $time }
terminations-fact-sender = Lähettäjä
terminations-fact-right = Oikeus
terminations-receipt-title = Vastaanottokuittaus
terminations-receipt-link = Vastaanottokuittaus
# $number (String) - case number
terminations-receipt-lead = Irtisanominen { $number } on vastaanotettu.
terminations-next-officer = Käsittelijä tarkistaa irtisanomisen ja vahvistaa viimeisen päivän.
terminations-next-mail = Ilmoitamme vastauksesta sähköpostilla.
terminations-next-day = Käyttö päättyy viimeisen päivän jälkeen itsestään. Siihen asti mikään ei muutu.
terminations-follow = Seuraa irtisanomista
terminations-ends-title = Asiakkuus päättyy
# $date (String) - last day
terminations-ends-text = Teillä ei jää muita Kanta-palveluja, joten myös asiakkuus ja sitoumus päättyvät. Viimeinen päivä on { $date }. Vanhat asianne voitte lukea täällä sen jälkeenkin. Jos tarvitsette palveluja myöhemmin, hakekaa niitä uudelleen.
terminations-continues-title = Asiakkuus jatkuu
terminations-continues-text = Muut palvelunne jatkuvat, ja niiden käyttömaksut jatkuvat myös.
terminations-system-title = Tietojärjestelmän sopimus
terminations-system-text = Tietojärjestelmän sopimuksen päättäminen ei päätä asiakkuutta. Asiakkuus ja käyttömaksut jatkuvat, kunnes irtisanotte palvelun täällä. Vastaavasti järjestelmän sopimus ei pääty tästä, vaan päättäkää se toimittajan kanssa.
terminations-deployment-title = Käyttöönotto keskeytyy
terminations-deployment-text = Palvelu, joka ei ole vielä tuotantokäytössä, jää ottamatta käyttöön.
terminations-extensions-title = Laajennukset päättyvät
terminations-extensions-text = Vanhojen tietojen arkistointi ja muut käytön laajennukset päättyvät samalla kuin palvelu, johon ne kuuluvat.
terminations-records-title = Asiakirjat ja rekisterinpito
terminations-records-kept = Arkistoikaa kaikki asiakirjat ennen viimeistä päivää, sillä sen jälkeen tallentaminen ei onnistu. Kun toiminta päättyy, asiakirjat siirtyvät Kelan säilytettäviksi, ja niiden rekisterinpitäjiä ovat Kela ja hyvinvointialue yhdessä.
terminations-records-controller = Kun toiminta siirtyy, asiakirjojen rekisterinpitäjä voi vaihtua. Rekisterinpitäjän muutos tehdään erikseen sovittuna päivänä. Sopikaa siitä jatkavan organisaation kanssa ja ilmoittakaa muutoksesta hyvissä ajoin ennen viimeistä päivää etusivun linkistä ”Ilmoittakaa rekisterinpitäjän muutoksesta”.
terminations-records-stay = Jo tallennetut asiakirjat säilyvät, ja olette edelleen niiden rekisterinpitäjä. Uusia asiakirjoja ei voi tallentaa viimeisen päivän jälkeen.
terminations-prescriptions-title = Reseptit
terminations-prescriptions-text = Viimeisen päivän jälkeen Resepti-palvelussa ei voi enää laatia, uusia tai toimittaa reseptejä teidän nimissänne. Aiemmat reseptit säilyvät Reseptikeskuksessa.
terminations-parties-title = Mukanaliittyjät
# $count (Number) - joined parties
terminations-parties-text = { $count ->
    [one] Teillä on yksi mukanaliittyjä, jonka liittyminen päättyy samana päivänä. Kertokaa sille heti, jotta se ehtii liittyä suoraan tai toisen pääliittyjän kautta. Kun irtisanominen on vahvistettu, lähetämme sille viestin, jos tiedämme sen sähköpostiosoitteen.
   *[other] Teillä on { $count } mukanaliittyjää, joiden liittyminen päättyy samana päivänä. Kertokaa niille heti, jotta ne ehtivät liittyä suoraan tai toisen pääliittyjän kautta. Kun irtisanominen on vahvistettu, lähetämme viestin niille, joiden sähköpostiosoitteen tiedämme.
}
terminations-applications-title = Keskeneräiset hakemukset
# $count (Number) - applications
terminations-applications-text = { $count ->
    [one] Teillä on yksi keskeneräinen hakemus. Irtisanominen ei peruuta sitä: poistakaa tai peruuttakaa se itse, jos ette tarvitse palvelua.
   *[other] Teillä on { $count } keskeneräistä hakemusta. Irtisanominen ei peruuta niitä: poistakaa tai peruuttakaa ne itse, jos ette tarvitse palveluja.
}
terminations-invoice-title = Viimeinen lasku
terminations-invoice-text = Avoimet laskut on maksettava, ja käyttömaksut laskutetaan viimeiseen päivään asti. Vuosimaksu tai vähimmäismaksu koskee koko vuotta, jos olette olleet asiakkaana jonakin päivänä sinä vuonna.
terminations-problem-services-beside = Valitsitte koko asiakkuuden ja merkitsitte myös palveluja. Valitkaa vain jotkin palvelut tai poistakaa palveluiden merkinnät.
terminations-problem-extent = Valitkaa, irtisanotteko koko asiakkuuden vai osan palveluista.
terminations-problem-services = Valitkaa vähintään yksi palvelu.
terminations-problem-nothing-left = Kaikki palvelunne on jo irtisanottu.
# $service (String) - the service that goes on
# $needed (String) - the service that it needs
terminations-problem-needed = { $service } tarvitsee palvelun { $needed }. Irtisanokaa molemmat tai jättäkää molemmat käyttöön.
terminations-problem-day-missing = Kirjoittakaa viimeinen käyttöpäivä.
terminations-problem-day = Kirjoittakaa päivä muodossa 4.12.2026.
terminations-problem-past = Päivä on mennyt. Takautuvasti ei voi irtisanoa: valitkaa tämä päivä tai myöhempi.
terminations-problem-too-far = Päivä on yli kahden vuoden päässä. Tarkistakaa päivä.
terminations-problem-reason = Valitkaa syy.
terminations-problem-details = Kertokaa, mikä muu syy on.
terminations-problem-transferred = Valitkaa, siirtyykö toiminta toiselle organisaatiolle.
terminations-problem-sold-to-nobody = Kerroitte, että liiketoiminta myydään. Antakaa jatkavan organisaation Y-tunnus tai vaihtakaa syy.
terminations-problem-receiver = Kirjoittakaa jatkavan organisaation Y-tunnus.
terminations-problem-business-id = Antakaa Y-tunnus muodossa 1234567-1.
terminations-problem-own-business-id = Tämä on oma Y-tunnuksenne. Antakaa jatkavan organisaation Y-tunnus.
terminations-problem-invoice = Valitkaa, minne viimeinen lasku lähetetään.
terminations-problem-name = Kirjoittakaa laskun saaja.
terminations-problem-street = Kirjoittakaa katuosoite tai postilokero.
terminations-problem-post-code-missing = Kirjoittakaa postinumero.
terminations-problem-post-office = Kirjoittakaa postitoimipaikka.
terminations-problem-post-code = Kirjoittakaa postinumero viidellä numerolla.
terminations-problem-email-missing = Kirjoittakaa sähköpostiosoite, johon vastaamme.
terminations-problem-email = Kirjoittakaa sähköpostiosoite muodossa nimi@esimerkki.fi.
terminations-problem-identity-code = Poistakaa henkilötunnus. Sitä ei saa kirjoittaa tähän.
terminations-problem-accept = Lukekaa, mitä irtisanomisesta seuraa, ja merkitkää se luetuksi.
terminations-problem-changed = Irtisanominen on muuttunut sen jälkeen, kun avasitte sivun. Tarkistakaa se uudelleen.
terminations-problem-changed-form = Joku muu on tallentanut irtisanomisen sen jälkeen, kun avasitte sivun. Vastauksenne ovat alla: tarkistakaa ne ja tallentakaa uudelleen.
terminations-home-do = Jatkakaa irtisanomista
terminations-home-do-about = Irtisanominen on kesken. Sitä ei ole lähetetty.
terminations-home-correct = Korjatkaa irtisanominen
# $number (String) - case number
terminations-home-correct-about = Asia { $number } on palautettu korjattavaksi.
# $number (String) - case number
terminations-home-sent = Irtisanominen { $number } odottaa käsittelyä.
terminations-desk-title = Irtisanomiset
terminations-desk-lead = Ensin ne, joiden viimeinen päivä on lähinnä.
terminations-desk-waiting = Odottavat vastausta
terminations-desk-none = Yksikään irtisanominen ei odota vastausta.
terminations-desk-late = Päivä on mennyt.
terminations-desk-confirmed = Vahvistetut, viimeinen päivä edessä
terminations-desk-returned = Palautettu asiakkaalle
terminations-desk-stale = Joku muu ehti vastata ensin, joten vastaustanne ei tallennettu. Tarkistakaa tilanne tältä sivulta.
terminations-desk-stale-text = Kirjoittamanne teksti
terminations-findings-title = Ottakaa huomioon
terminations-finding-late = Pyydetty viimeinen päivä on mennyt. Takautuvasti ei voi irtisanoa: vahvistakaa tämä päivä tai myöhempi.
terminations-finding-whole = Asiakkaalle ei jää palveluja: myös asiakkuus ja sitoumus päättyvät.
terminations-finding-some = Asiakkaalle jää muita palveluja: asiakkuus jatkuu.
# $count (Number) - joined parties
terminations-finding-parties = { $count ->
    [one] Asiakas on pääliittyjä: yhden mukanaliittyjän liittyminen päättyy samana päivänä, ja sille kerrotaan.
   *[other] Asiakas on pääliittyjä: { $count } mukanaliittyjän liittyminen päättyy samana päivänä, ja niille kerrotaan.
}
# $service (String) - the service that goes on
# $needed (String) - the service that it needs
terminations-finding-needed = { $service } jatkuu, mutta se tarvitsee palvelun { $needed }, joka päättyy.
# $services (String) - names of services
terminations-finding-gone = Ei ole enää asiakkaalla: { $services }.
# $numbers (String) - case numbers
terminations-finding-applications = Asiakkaalla on avoimia hakemuksia: { $numbers }.
# $receiver (String) - business ID
terminations-finding-receiver = Toimintaa jatkaa { $receiver }, joka on Kanta-asiakas. Selvittäkää rekisterinpitäjän muutos.
# $receiver (String) - business ID
terminations-finding-receiver-unknown = Toimintaa jatkaa { $receiver }, joka ei ole Kanta-asiakas. Sen pitää hakea palveluja ennen siirtoa.
terminations-desk-answer = Vastaus
terminations-desk-day = Viimeinen käyttöpäivä
terminations-desk-day-hint = Aikaisintaan pyydetty päivä, eikä koskaan mennyt päivä.
terminations-desk-reason = Perustelut tai viesti asiakkaalle
terminations-desk-reason-hint = Pakollinen, kun palautatte tai hylkäätte irtisanomisen. Älkää kirjoittako henkilötunnuksia.
terminations-desk-confirm = Vahvista irtisanominen
terminations-desk-return = Palauta korjattavaksi
terminations-desk-reject = Hylkää irtisanominen
terminations-problem-answer = Valitkaa, vahvistatteko, palautatteko vai hylkäättekö irtisanomisen.
terminations-problem-answer-reason = Kirjoittakaa perustelut asiakkaalle.
terminations-problem-before-asked = Asiakas on pyytänyt myöhempää päivää. Valitkaa se tai myöhempi.
terminations-discarded = Keskeneräinen irtisanominen on poistettu.
