pharmacies-title = Apteekit
pharmacies-lead = Tiedot tulevat Fimean apteekkirekisteristä. Oikeutenne apteekkiin alkaa haltuunottopäivänä klo 0.00.
pharmacies-none = Fimean apteekkirekisterissä ei ole apteekkia, jota pitäisitte tai jonka ottaisitte haltuunne tällä Y-tunnuksella.
# $time (String) - date and time
pharmacies-register-fetched = Haettu Fimean apteekkirekisteristä { $time }.
# $time (String) - date and time
pharmacies-register-stale = Fimean apteekkirekisteri ei vastaa juuri nyt. Tiedot on haettu { $time }.
pharmacies-register-down = Fimean apteekkirekisteri ei vastaa juuri nyt, eikä tietoja ole haettu aiemmin. Yrittäkää hetken kuluttua uudelleen.
pharmacies-register-corrects = Jos tieto on väärin tai haltuunottopäivä puuttuu, Fimea korjaa sen.
pharmacies-places = Apteekki ja sivuapteekit
pharmacies-main = Pääapteekki
pharmacies-branch = Sivuapteekki
pharmacies-hospital = Sairaala-apteekki
pharmacies-state-incoming = Otatte haltuun
pharmacies-state-kept = Teillä
pharmacies-state-left = Ei enää teillä
# $date (String) - date
pharmacies-from = Haltuunottopäivä on { $date }.
# $date (String) - date
pharmacies-since = Teillä { $date } alkaen.
# $date (String) - date
pharmacies-until = Viimeinen päivänne on { $date }.
# $date (String) - date
pharmacies-takeover-on = Haltuunottopäivä on { $date }.
pharmacies-handovers = Apteekin luovutus
# $date (String) - date
pharmacies-handover-leaving = Uusi apteekkari ottaa apteekin haltuunsa { $date }.
# $date (String) - date
pharmacies-handover-incoming = Otatte apteekin haltuunne { $date }.
pharmacies-handover-text = Luovutuksella on yhteinen suunnitelma: luopuva apteekkari, uusi apteekkari ja järjestelmätoimittaja näkevät, kuka tekee mitä ja milloin.
pharmacies-guide-committed = Teillä on jo sitoumus Kanta-palveluihin. Uutta hakemusta tai allekirjoitusta ei tarvita.
pharmacies-guide-committed-change = Teillä on jo sitoumus Kanta-palveluihin, joten uusi apteekkilupa on muutos: uutta hakemusta tai allekirjoitusta ei tarvita. Vahvistakaa, että omat ja apteekkien yhteystiedot ovat oikein.
pharmacies-guide-unknown = Resepti-palvelua voi hakea vasta, kun Fimean apteekkirekisterissä on haltuunottopäivä. Jos päivä puuttuu, ottakaa yhteyttä Fimeaan, joka lisää sen.
# $date (String) - takeover date
# $opens (String) - first possible day
pharmacies-guide-too-early = Haltuunottopäivä on { $date }. Hakemuksen voi tehdä aikaisintaan 30 päivää ennen sitä eli { $opens }.
# $date (String) - takeover date
# $recommended (String) - recommended day
pharmacies-guide-open = Haltuunottopäivä on { $date }. Tehkää hakemus viimeistään { $recommended }, noin kolme viikkoa ennen haltuunottoa.
# $date (String) - date
pharmacies-guide-late = Haltuunottopäivä on { $date }. Suositeltu aika, kolme viikkoa ennen haltuunottoa, on jo mennyt. Tehkää hakemus nyt.
pharmacies-guide-begun = Apteekki on jo teillä. Jos Resepti-palvelu ei ole käytössänne, tehkää hakemus nyt.
# $date (String) - last day
# $takeover (String) - takeover date
# $opens (String) - first possible day
pharmacies-guide-gap = Resepti-palvelun käyttönne päättyy { $date }, koska luovutte apteekista. Otatte seuraavan apteekin haltuunne { $takeover }. Sitä varten tarvitaan uusi hakemus, jonka voi tehdä aikaisintaan { $opens }. Tehkää se heti silloin, sillä käsittelyyn kannattaa varata kolme viikkoa.
pharmacies-guide-apply = Siirry hakemuksiin
pharmacies-changes = Ilmoittakaa muutoksesta
pharmacies-changes-text = Ilmoittakaa muutoksesta vähintään kolme viikkoa ennen kuin se tulee voimaan. Ilmoittakaa samasta muutoksesta myös Fimealle.
pharmacies-sent = Lähetetyt ilmoitukset
# $number (String) - case number
# $place (String) - name of the pharmacy
# $date (String) - date
pharmacies-change-line = { $number }: { $place }, { $date }.
pharmacies-kind-main-to-branch = Pääapteekki muuttuu sivuapteekiksi
pharmacies-kind-branch-to-main = Sivuapteekki muuttuu pääapteekiksi
pharmacies-kind-new-branch = Uusi sivuapteekki
pharmacies-kind-branch-moves = Sivuapteekki siirtyy toiselle pääapteekille
pharmacies-kind-closing = Apteekki tai sivuapteekki suljetaan
pharmacies-kind-temporary-closing = Apteekki tai sivuapteekki on tilapäisesti suljettu
pharmacies-kind-giving-up = Apteekkiluvasta luopuminen
# $date (String) - date
pharmacies-change-lead = Muutos voi tulla voimaan aikaisintaan { $date }, kolmen viikon kuluttua.
pharmacies-field-name = Uuden sivuapteekin nimi
pharmacies-field-name-hint = Sama nimi, jonka ilmoitatte Fimealle
pharmacies-field-place = Apteekki
pharmacies-field-day = Päivä, jona muutos tulee voimaan
# $date (String) - earliest day
pharmacies-field-day-hint = Aikaisintaan { $date }
pharmacies-field-until = Viimeinen päivä, jona apteekki on suljettu
pharmacies-field-receiver = Vastaanottavan apteekkarin Y-tunnus
pharmacies-field-receiver-hint = Muodossa 1234567-1
pharmacies-field-details = Lisätietoja
pharmacies-field-details-hint = Älkää kirjoittako henkilötunnuksia tai potilaiden tietoja.
pharmacies-field-email = Sähköpostiosoite, johon ilmoitamme vastauksesta
pharmacies-field-email-hint = Viestissä ei ole henkilötietoja.
pharmacies-field-invoice-name = Laskun saaja
pharmacies-field-street = Katuosoite tai postilokero
pharmacies-field-post-code = Postinumero
pharmacies-field-post-office = Postitoimipaikka
pharmacies-change-send = Lähetä ilmoitus
pharmacies-change-withdraw = Peruuta ilmoitus
pharmacies-change-answer = Vastaus
pharmacies-change-sent = Odottaa käsittelyä
pharmacies-change-confirmed = Valmis
pharmacies-change-refused = Korjattavaa
pharmacies-change-withdrawn = Ei käytössä
pharmacies-change-sent-lead = Ilmoitus on lähetetty ja odottaa käsittelyä.
pharmacies-change-confirmed-lead = Ilmoitus on käsitelty, ja muutos tulee voimaan ilmoitettuna päivänä.
pharmacies-change-refused-lead = Ilmoitusta ei voitu hyväksyä. Lukekaa vastaus ja lähettäkää tarvittaessa uusi ilmoitus.
pharmacies-change-withdrawn-lead = Peruutitte ilmoituksen. Mitään ei muutettu.
pharmacies-change-settled-lead = Viimeinen päivänne on mennyt, ja ilmoitus on pantu täytäntöön. Sitä ei voi enää perua.
pharmacies-fact-number = Asiatunnus
pharmacies-fact-place = Apteekki
pharmacies-fact-day = Voimaantulopäivä
pharmacies-fact-until = Viimeinen päivä, jona suljettu
pharmacies-fact-receiver = Vastaanottava apteekkari
pharmacies-fact-details = Lisätietoja
pharmacies-fact-invoice = Viimeisen laskun osoite
pharmacies-fact-email = Sähköpostiosoite
pharmacies-fact-sent = Lähetetty
# $name (String) - who
# $time (String) - date and time
pharmacies-fact-sent-by = { $name } { $time }
pharmacies-giving-up-link = Ilmoittakaa apteekkiluvasta luopumisesta
pharmacies-given-up-link = Olette ilmoittanut apteekkiluvasta luopumisesta
# $place (String) - name of the pharmacy
# $date (String) - date
pharmacies-giving-up-lead = { $place }: viimeinen päivänne on Fimean apteekkirekisterin mukaan { $date }.
pharmacies-giving-up-ends = Resepti-palvelun käyttönne päättyy sinä päivänä. Jos teillä ei ole muita Kanta-palveluja, myös asiakkuutenne päättyy. Vanhat asianne näette edelleen.
pharmacies-giving-up-continues = Pidätte myös toista apteekkia, joten Resepti-palvelun käyttönne ja asiakkuutenne jatkuvat.
pharmacies-giving-up-private = Osoitetta käytetään vain viimeiseen laskuun. Uusi apteekkari ja järjestelmätoimittaja eivät näe sitä.
pharmacies-giving-up-invoice = Minne viimeinen lasku lähetetään
pharmacies-giving-up-prove = Tarkistamme oikeutenne Suomi.fi-valtuuksista, ennen kuin ilmoitus lähtee.
pharmacies-giving-up-send = Vahvista ja lähetä ilmoitus
pharmacies-problem-missing = Täyttäkää tämä kohta.
pharmacies-problem-email = Kirjoittakaa sähköpostiosoite muodossa nimi@esimerkki.fi.
pharmacies-problem-phone = Kirjoittakaa puhelinnumero numeroina, esimerkiksi 020 123 4567.
pharmacies-problem-long = Teksti on liian pitkä. Lyhentäkää sitä.
pharmacies-problem-identity-code = Poistakaa henkilötunnus. Sitä ei saa kirjoittaa tähän.
pharmacies-problem-place = Valitkaa apteekki, jota muutos koskee.
pharmacies-problem-name = Kirjoittakaa uuden sivuapteekin nimi.
pharmacies-problem-day-missing = Kirjoittakaa päivä, jona muutos tulee voimaan.
pharmacies-problem-day = Kirjoittakaa päivä muodossa 4.12.2026.
# $date (String) - earliest day
# $phone (String) - support telephone
pharmacies-problem-too-soon = Muutoksesta on ilmoitettava kolme viikkoa etukäteen, joten aikaisin päivä on { $date }. Jos muutos on välttämätön aiemmin, soittakaa asiakastukeen: { $phone }.
pharmacies-problem-too-far = Päivä on yli kahden vuoden päässä. Tarkistakaa päivä.
pharmacies-problem-until-missing = Kirjoittakaa viimeinen päivä, jona apteekki on suljettu.
pharmacies-problem-until-before = Viimeinen päivä on ennen ensimmäistä. Tarkistakaa päivät.
pharmacies-problem-receiver = Kirjoittakaa vastaanottavan apteekkarin Y-tunnus.
pharmacies-problem-business-id = Antakaa Y-tunnus muodossa 1234567-1.
pharmacies-problem-own-business-id = Tämä on oma Y-tunnuksenne. Antakaa vastaanottavan apteekkarin Y-tunnus.
pharmacies-problem-post-code = Kirjoittakaa postinumero viidellä numerolla.
pharmacies-home-none = Apteekkienne tiedot, luovutukset ja muutosilmoitukset.
# $pharmacies (String)
pharmacies-home-kept = Teillä on { $pharmacies }.
# $branches (String)
# $pharmacies (String)
pharmacies-home-kept-both = Teillä on { $pharmacies } ja { $branches }.
# $count (Number) - kept
pharmacies-home-mains = { $count ->
    [one] yksi apteekki
   *[other] { $count } apteekkia
}
# $count (Number) - kept
pharmacies-home-branches = { $count ->
    [one] yksi sivuapteekki
   *[other] { $count } sivuapteekkia
}
pharmacies-home-lost = Apteekkirekisterin mukaan apteekin ottaa haltuunsa toinen apteekkari.
# $place (String) - name of the pharmacy
pharmacies-home-handover = Apteekin luovutus: { $place }
# $date (String) - takeover date
# $count (Number) - open lines
pharmacies-home-open = Haltuunottopäivä on { $date }. { $count ->
    [0] Kaikki omat kohtanne on tehty.
    [one] Yksi kohta on tekemättä.
   *[other] { $count } kohtaa on tekemättä.
}
# $count (Number) - items whose last day has passed
pharmacies-home-late = { $count ->
    [one] 1 kohta on myöhässä.
   *[other] { $count } kohtaa on myöhässä.
}
pharmacies-handovers-title = Apteekkien luovutukset
pharmacies-handovers-lead = Luovutukset, joiden suunnitelmassa organisaationne on mukana.
pharmacies-handovers-none = Organisaationne ei ole mukana yhdessäkään luovutuksessa.
pharmacies-state-done = Valmis
pharmacies-state-yours = Odottaa teitä
# $side (String) - who has to do it
pharmacies-state-theirs = Odottaa: { $side }
pharmacies-link-customership = Katsokaa, mitä teiltä tarvitaan
pharmacies-desk-title = Apteekkien ilmoitukset
pharmacies-desk-lead = Ilmoitukset, joihin ei ole vastattu. Ensin ne, jotka tulevat pian voimaan.
pharmacies-desk-none = Yhtään ilmoitusta ei ole vastaamatta.
# $number (String) - case number
# $name (String) - customer
# $date (String) - date
pharmacies-desk-line = { $number }: { $name }, voimaan { $date }.
pharmacies-desk-customer = Asiakas
pharmacies-desk-reason = Vastaus asiakkaalle
pharmacies-desk-reason-hint = Pakollinen, jos ilmoitusta ei voi hyväksyä. Älkää kirjoittako henkilötunnuksia.
pharmacies-desk-reason-missing = Kirjoittakaa, miksi ilmoitusta ei voi hyväksyä ja mitä asiakas voi tehdä.
pharmacies-desk-settled = Viimeinen päivä on mennyt, ja ilmoitus on pantu täytäntöön. Sitä ei voi enää hylätä.
pharmacies-desk-confirm = Vahvista ilmoitus
pharmacies-desk-refuse = Hylkää ilmoitus
pharmacies-no-day = Haltuunottopäivä puuttuu Fimean apteekkirekisteristä.
# $date (String) - last day
pharmacies-change-last-day-lead = Ilmoitus on käsitelty. Viimeinen päivänne on { $date }.
# $time (String) - date and time
pharmacies-change-answered = Ilmoitukseen on vastattu { $time }.
pharmacies-fact-last-day = Viimeinen päivä
pharmacies-fact-branches = Sivuapteekit
pharmacies-fact-taker = Uuden apteekkarin Y-tunnus
pharmacies-fact-takeover = Haltuunottopäivä
pharmacies-fact-register = Haettu Fimean apteekkirekisteristä
pharmacies-closing-title = Muistakaa myös Resepti-palvelun asiakkuus
# $day (String) - closing day
pharmacies-closing-text = Ilmoitus ei päätä Kanta-palvelujen asiakkuutta. Jos suljettava paikka on ainoa apteekkinne, irtisanokaa Resepti-palvelun asiakkuus niin, että se päättyy sulkemispäivänä { $day }.
pharmacies-closing-link = Irtisanokaa palvelu
pharmacies-desk-state-confirmed = Vahvistettu
# $time (String)
pharmacies-desk-withdrawn = Asiakas perui ilmoituksen { $time }.
# $officer (String)
# $time (String)
pharmacies-desk-answered = { $officer } vastasi { $time }.
# $number (String) - case number
pharmacies-desk-sure = Hylätäänkö ilmoitus { $number }?
pharmacies-desk-sure-text = Hylkäys on lopullinen: ilmoitusta ei panna täytäntöön. Asiakkaalle kerrotaan vastauksesta sähköpostilla, ja asiakas näkee sen täällä.
pharmacies-desk-sure-back = Palaa hylkäämättä
