home-title = Etusivu
# $count (Number) - services in use
home-lead-services = { $count ->
    [0] Yhtään Kanta-palvelua ei ole vielä käytössä.
    [one] Yksi Kanta-palvelu on käytössä.
   *[other] { $count } Kanta-palvelua on käytössä.
}
home-lead-ended = Kanta-palveluja ei ole enää käytössä.
# $date (String) - date
home-customership-ends = Asiakkuutenne päättyy { $date }.
# $date (String) - date
home-customership-ended = Asiakkuutenne päättyi { $date }.
# $date (String) - date
home-ending = Palvelu on irtisanottu. Käyttö päättyy { $date }.
# $date (String) - date
home-stopped = Palvelu on irtisanottu ennen käyttöönottoa, ja se päättyy { $date }.
# $count (Number) - things to do
home-lead-todo = { $count ->
    [0] Mikään asia ei odota teitä.
    [one] Yksi asia odottaa teitä.
   *[other] { $count } asiaa odottaa teitä.
}
home-do-now = Tehkää nyt
home-do-begin = Aloittakaa ensimmäinen hakemus
home-do-about-begin = Valitkaa palvelu, jonka haluatte ottaa käyttöön. Voitte keskeyttää hakemuksen ja jatkaa sitä myöhemmin.
home-do-continue = Jatkakaa hakemusta
# $service (String) - name of the service
home-do-about-draft = { $service }. Hakemus on kesken.
# $service (String) - name of the service
# $date (String) - date
home-do-about-draft-ends = { $service }. Hakemus on kesken. Luonnos poistetaan { $date }, ellei siihen tallenneta mitään.
home-do-read-message = Lukekaa uusi viesti
# $service (String) - name of the service
# $number (String) - case number
home-do-about-message = { $service }. Asia { $number }.
home-do-supplement = Vastatkaa täydennyspyyntöön
# $service (String) - name of the service
# $deadline (String) - date
home-do-about-supplement = { $service }. Määräaika on { $deadline }.
home-do-set-up = Viekää käyttöönotto loppuun
# $service (String) - name of the service
# $count (Number) - open items
home-do-about-set-up = { $service }. { $count ->
    [0] Vahvistakaa tuotantokäytön alkaminen.
    [one] Yksi kohta on tekemättä.
   *[other] { $count } kohtaa on tekemättä.
}
home-services = Kanta-palvelut
# $name (String) - name before May 2024
home-formerly = Aiemmin { $name }.
home-state-in-use = Käytössä
home-do-sign = Allekirjoittakaa ja lähettäkää hakemus
# $service (String) - name of the service
home-do-about-whole = { $service }. Kaikki osat ovat valmiina.
# $name (String) - who has signed
home-half-signed = { $name } on allekirjoittanut. Hakemus odottaa toista allekirjoitusta.
# $service (String) - service
# $name (String) - who has signed
home-do-about-half-signed = { $service }. { $name } on allekirjoittanut, ja hakemus odottaa toista allekirjoitusta.
home-whole = Kaikki osat ovat valmiina. Hakemus odottaa allekirjoitusta.
home-state-waiting-for-day = Odottaa aloituspäivää
# $date (String) - first day
home-begins = Tuotantokäyttö alkaa { $date }. Teidän ei tarvitse tehdä muuta.
# $date (String) - last day
home-gives-up = Luovutte apteekkiluvasta. Käyttö päättyy { $date }.
home-state-waiting-for-you = Odottaa teitä
home-state-waiting-for-review = Odottaa käsittelyä
home-state-not-in-use = Ei käytössä
# $date (String) - date
home-in-use-since = Tuotantokäytössä { $date } alkaen.
# $count (Number) - open items
home-set-up = { $count ->
    [0] Hakemus on hyväksytty. Vahvistakaa tuotantokäytön alkaminen.
    [one] Hakemus on hyväksytty. Käyttöönotosta on tekemättä yksi kohta.
   *[other] Hakemus on hyväksytty. Käyttöönotosta on tekemättä { $count } kohtaa.
}
home-draft = Hakemus on kesken.
# $number (String) - case number
home-supplement = Hakemukseen { $number } on pyydetty täydennystä.
# $number (String) - case number
# $date (String) - date
home-submitted = Hakemus { $number } lähetettiin { $date }.
# $date (String) - date
home-ended = Käyttö päättyi { $date }. Tiedot ovat luettavissa.
home-not-in-use = Hakemuksen voi aloittaa Hakemukset-sivulla.
home-not-in-use-by-support = Tätä palvelua haetaan asiakastuen kautta.
home-pharmacies = Apteekit ja luovutukset
home-register = Organisaatio rekisterissä
home-register-name = Nimi
home-register-business-id = Y-tunnus
home-register-oid = Toimintayksikön OID-tunnus
home-register-address = Käyntiosoite
home-register-units = Palveluyksiköt
# $count (Number) - further units
home-register-more-units = { $count ->
    [one] ja yksi muu palveluyksikkö
   *[other] ja { $count } muuta palveluyksikköä
}
# $time (String) - date and time
home-register-fetched = Haettu SOTE-organisaatiorekisteristä { $time }.
# $time (String) - date and time
home-register-stale = Rekisteri ei vastaa juuri nyt. Tiedot on haettu { $time }.
home-register-pharmacy = Apteekin tiedot tulevat Fimean apteekkirekisteristä.
home-register-missing = SOTE-organisaatiorekisteristä ei saatu tietoja, koska rekisteri ei vastaa juuri nyt. Voitte silti jatkaa; tiedot tarkistetaan uudelleen ennen hakemuksen lähettämistä.
home-register-unknown = Organisaatiotanne ei löydy SOTE-organisaatiorekisteristä. Yksityisen palvelunantajan lisää rekisteriin Lupa- ja valvontavirasto: hakekaa rekisteröintiä Soterissa. Julkinen organisaatio ilmoittaa tietonsa itse koodistopalveluun. Voitte täyttää hakemusta sillä välin; tiedot tarkistetaan uudelleen ennen hakemuksen lähettämistä.
home-register-wrong = Ovatko tiedot väärin?
home-register-wrong-text = Tietoja ei voi muuttaa täällä, vaan ne tulevat Kansallisesta koodistopalvelusta. Yksityiset palvelunantajat korjaavat tietonsa Soteri-rekisterissä, julkiset organisaatiot itse koodistopalvelussa ja apteekkarit Fimeassa. Korjaus näkyy täällä yleensä seuraavana päivänä.
home-next-officer = Seuraavaksi käsittelijä tarkistaa ja ratkaisee asian. Teidän ei tarvitse tehdä mitään.
home-do-prepared = Katsokaa valmisteltu hakemus
# $service (String) - name of the service
# $name (String) - who prepared the draft
home-do-about-prepared = { $service }. Valmistelija: { $name }. Ottakaa hakemus käyttöön tai poistakaa se.
# $day (String) - the last day
home-mandate-until = Valtuutenne on voimassa { $day } asti.
home-mandate-end-unknown = Valtuutenne päättymispäivää ei ole merkitty.
home-do-mandate = Pyytäkää uusi valtuus
# $day (String) - the last day
home-do-about-mandate = Valtuutenne päättyy { $day }.
# $day (String) - the last day
home-do-about-mandate-last = Valtuutenne päättyy { $day }. Kukaan muu ei ole asioinut täällä organisaation puolesta, joten asiointi keskeytyy.
home-do-renew = Uusikaa palvelinvarmenne
# $name (String) - access point
# $date (String) - last day of its certificate
home-do-about-renew = { $name }. Voimassa { $date } asti.
home-register-practitioner = Toimintanne on terveydenhuollon itsenäisten ammatinharjoittajien rekisterissä. Rekisterissä ei ole palveluyksiköitä, joten hakemuksessa ei kysytä niitä.
home-register-office = Organisaatio ei ole SOTE-organisaatiorekisterissä, eikä sen tarvitse: asioitte täällä liityntäpisteen ylläpitäjänä.
# $number (String) - case number
# $date (String) - day of the decision
home-rejected = Hakemus { $number } hylättiin { $date }.
home-rejected-correction = Päätöksessä kerrotaan syyt sekä se, miten ja mihin mennessä voitte vaatia oikaisua.
home-do-read-decision = Lukekaa päätös
# $service (String) - name of the service
# $number (String) - case number
# $date (String) - day of the decision
home-do-about-decision = { $service }. Hakemus { $number } hylättiin { $date }. Tarkistakaa päätöksestä, mihin mennessä voitte vaatia oikaisua.
home-technical = Jos ylläpidätte itse liityntäpistettä, ilmoittakaa se täällä ennen kuin haette palvelua sen kautta.
# $name (String) - who has signed
home-half-signed-enough = { $name } on allekirjoittanut. Yksi allekirjoitus riittää nyt. Hakemus lähetetään, kun se allekirjoitetaan vielä kerran.
# $service (String) - service
# $name (String) - who has signed
home-do-about-enough = { $service }. { $name } on allekirjoittanut, ja yksi allekirjoitus riittää nyt. Hakemus lähetetään, kun se allekirjoitetaan vielä kerran.
# $service (String) - service
home-do-about-enough-own = { $service }. Yksi allekirjoitus riittää nyt. Allekirjoittakaa vielä kerran, niin hakemus lähetetään.
home-do-proposal = Vastatkaa ehdotukseen, että yksi allekirjoitus riittää
# $name (String) - who proposes
# $date (String) - when
home-do-about-proposal = { $name } teki ehdotuksen { $date }. Vahvistakaa se tai pitäkää kaksi allekirjoitusta.
home-proposal-waits = Ehdotuksenne, että yksi allekirjoitus riittää, odottaa toisen henkilön vahvistusta.
home-do-reopened = Katsokaa, miksi vastaukset avattiin uudelleen
# $service (String) - service
# $name (String) - who opened the answers
# $date (String) - when
home-do-about-reopened = { $service }. { $name } avasi vastaukset uudelleen { $date }. Hakemus on allekirjoitettava uudelleen.
# $name (String) - who opened the answers
# $date (String) - when
home-reopened = { $name } avasi vastaukset uudelleen { $date }. Hakemus on allekirjoitettava uudelleen.
home-reopened-read = Lukekaa syy hakemuksen sivulta
