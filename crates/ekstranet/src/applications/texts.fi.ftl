### Lists and the task list

applications-list-title = Hakemukset
applications-list-lead = Tässä ovat organisaationne hakemukset. Samaa hakemusta voi jatkaa jokainen, jolla on siihen oikeus.
applications-list-empty = Organisaatiollanne ei ole vielä hakemuksia. Voitte aloittaa ensimmäisen hakemuksen tällä sivulla.
applications-start-title = Ottakaa palvelu käyttöön
applications-start-text = Voitte keskeyttää hakemuksen ja jatkaa sitä myöhemmin. Hakemuksen voi lähettää vasta, kun kaikki tiedot on annettu ja asiakirjat on allekirjoitettu.
# $name (String) - name
applications-formerly = aiemmin { $name }
applications-begin = Aloita hakemus
applications-continue = Jatka hakemusta
applications-to-deployment = Siirry käyttöönottoon
applications-no-right = Hakemuksen voi aloittaa henkilö, jolla on käyttöönoton valtuus tai rekisteriin merkitty asema.
# $email (String) - email
# $phone (String) - phone
applications-by-support = Tätä palvelua haetaan asiakastuen kautta: { $email } tai { $phone }.
# $service (String) - service
# $email (String) - email
# $phone (String) - phone
applications-not-here = Organisaationne ei voi hakea tätä palvelua täällä: { $service }. Jos sen pitäisi mielestänne voida hakea sitä, ottakaa yhteyttä asiakastukeen: { $email } tai { $phone }.
# $at (String) - at
applications-line-draft = Luonnos. Viimeksi muutettu { $at }.
# $number (String) - number
# $at (String) - at
applications-line-submitted = Asia { $number }. Lähetetty { $at }.
# $number (String) - number
# $date (String) - date
applications-line-supplement = Asia { $number }. Täydentäkää viimeistään { $date }.
# $number (String) - number
# $what (String) - what
applications-line-ended = Asia { $number }. { $what }.
# $service (String) - service
applications-title = Hakemus: { $service }
# $done (Number) - done
# $total (Number) - total
applications-tasks-lead = { $done ->
    [0] Hakemuksessa on { $total } osaa. Yksikään niistä ei ole vielä valmis. Voitte täyttää osat missä järjestyksessä haluatte.
    [one] Hakemuksessa on { $total } osaa, joista yksi on valmis. Voitte täyttää osat missä järjestyksessä haluatte.
   *[other] Hakemuksessa on { $total } osaa, joista { $done } on valmiina. Voitte täyttää osat missä järjestyksessä haluatte.
}
applications-tasks-ready = Kaikki osat ovat valmiina. Tarkistakaa vastaukset ja siirtykää allekirjoittamaan.
# $name (String) - name
# $at (String) - at
applications-begun = { $name } aloitti hakemuksen { $at }.
applications-tag-done = Valmis
applications-tag-wrong = Korjattavaa
applications-tag-waits = Odottaa teitä
applications-tag-untouched = Aloittamatta
# $name (String) - name
# $at (String) - at
applications-saved-by = { $name } tallensi { $at }.
applications-group-check = Tarkistus ja allekirjoitus
applications-check-title = Tarkistakaa vastaukset
applications-check-row = Allekirjoittaminen avautuu, kun kaikki osat ovat valmiina.
applications-next-title = Mitä tapahtuu seuraavaksi
applications-next-text = Kun osat ovat valmiina, asiakirjat allekirjoitetaan ja hakemus lähetetään. Saatte silloin asiatunnuksen. Sitoumus allekirjoitetaan vain ensimmäisellä kerralla.
applications-about-title = Tästä hakemuksesta
applications-print-link = Koko lomake yhdellä sivulla
# $service (String) - service
applications-print-title = Koko lomake: { $service }
applications-print-lead = Sivulla ovat kaikki kysymykset ja tähän asti annetut vastaukset. Voitte tulostaa sivun ja kerätä tiedot valmiiksi.

### Steps

applications-save = Tallenna ja jatka
applications-back-to-case = Palaa hakemukseen
# $positions (String) - the positions that give a right
# $support (String) - mail address of customer support
applications-billing-closed = Oikeutenne ei riitä laskutustietojen muuttamiseen. Tämän osan voi täyttää se, jolla on jokin näistä rekisteriin merkityistä asemista: { $positions }. Pyytäkää häntä kirjautumaan palveluun ja täyttämään osa. Muut osat voitte täyttää itse. Julkisessa organisaatiossa, säätiössä ja muussa organisaatiossa, jossa asioidaan vain valtuudella, osan täyttämisestä sovitaan asiakastuen kanssa: { $support }.
applications-back-to-tasks = Palaa osiin
applications-choose = Valitkaa
# $choice (String) - choice
applications-when = Vastatkaa, jos valitsitte: { $choice }
# $number (Number) - number
applications-person = Yhteyshenkilö { $number }
applications-person-name = Nimi
applications-person-email = Sähköposti
applications-person-phone = Puhelin
applications-person-roles = Tehtävät
applications-person-add = Lisää henkilö
# $number (Number) - number
applications-person-remove = Poista yhteyshenkilö { $number }
applications-no-units = Rekisterissä ei ole voimassa olevia palveluyksiköitä. Päivittäkää ensin tiedot SOTE-organisaatiorekisteriin.
# $day (String) - the first day
applications-unit-from = voimassa { $day } alkaen
# $day (String) - last day
applications-unit-until = voimassa { $day } asti
applications-unit-gone = Yksikkö ei ole enää voimassa rekisterissä.
applications-no-systems = Tähän palveluun sertifioituja järjestelmiä ei ole luettelossa.
applications-no-access-points = Liityntäpisteitä ei ole luettelossa.
# $supplier (String) - supplier
# $class (String) - class
# $date (String) - date
applications-system-until = { $supplier }, luokka { $class }, sertifikaatti voimassa { $date } asti
# $date (String) - date
applications-system-expired = Järjestelmää ei voi valita, koska sen sertifikaatti päättyi { $date }.
# $owner (String) - owner
# $oid (String) - oid
# $date (String) - date
applications-access-point-until = { $owner }, tunniste { $oid }, palvelinvarmenne voimassa { $date } asti
# $date (String) - date
applications-access-point-expired = Liityntäpistettä ei voi valita, koska sen palvelinvarmenne päättyi { $date }.
applications-fact-name = Nimi
applications-fact-business-id = Y-tunnus
applications-fact-oid = OID-tunnus
applications-fact-address = Osoite
applications-fact-units = Voimassa olevia palveluyksiköitä
# $count (String) - units that are valid today
# $later (String) - units that begin later
applications-fact-units-later = { $count }, lisäksi myöhemmin alkavia { $later }
# $at (String) - at
applications-register-fresh = Tiedot on haettu SOTE-organisaatiorekisteristä { $at }.
# $at (String) - at
applications-register-stale = SOTE-organisaatiorekisteri ei vastaa juuri nyt. Nämä tiedot on haettu { $at }. Voitte jatkaa; tiedot tarkistetaan, kun hakemus käsitellään.
# $day (String)
applications-register-ended = Organisaationne rekisteröinti SOTE-organisaatiorekisterissä päättyi { $day }. Uusikaa rekisteröinti, ennen kuin lähetätte hakemuksen.
applications-register-unknown = Organisaatiotanne ei löydy SOTE-organisaatiorekisteristä. Rekisteröikää organisaationne, ennen kuin lähetätte hakemuksen.
applications-register-down = SOTE-organisaatiorekisteri ei vastaa juuri nyt. Tallentamanne tiedot ovat tallessa. Yrittäkää hetken kuluttua uudelleen.
applications-confirmed = Vahvistettu
applications-receipt-pharmacies = Vahvistetut apteekit
applications-no-answer = Ei vastausta

### Faults at fields

# $label (String) - label
applications-fault-missing = { $label }: täyttäkää tämä kohta.
# $label (String) - label
applications-fault-confirm = Vahvistakaa tämä kohta: { $label }.
# $label (String) - label
applications-fault-choice = { $label }: valitkaa yksi vaihtoehto.
# $label (String) - the question
applications-fault-choice-of-question = Valitkaa yksi vaihtoehto: { $label }
# $label (String) - label
# $limit (Number) - limit
applications-fault-long = { $label }: lyhentäkää tekstiä. Enimmäispituus on { $limit } merkkiä.
applications-fault-email = Kirjoittakaa sähköpostiosoite muodossa nimi@esimerkki.fi.
applications-fault-phone = Kirjoittakaa puhelinnumero numeroin, esimerkiksi +358 40 123 4567.
applications-fault-date = Kirjoittakaa päivä muodossa 15.1.2027.
applications-fault-date-past = Päivä on mennyt. Valitkaa tämä päivä tai myöhempi päivä.
applications-fault-date-far = Päivä on yli vuoden päässä. Valitkaa aikaisempi päivä.
applications-fault-unit-missing = Valitkaa vähintään yksi palveluyksikkö.
applications-fault-unit-unknown = Jokin valituista yksiköistä ei ole voimassa rekisterissä. Poistakaa sen valinta.
# $day (String) - the planned day
# $units (String) - units with their last or first day
applications-fault-unit-not-then = Näiden valittujen yksiköiden rekisteröinti ei ole voimassa suunniteltuna käyttöönottopäivänä { $day }: { $units }. Poistakaa niiden valinta tai muuttakaa päivää.
applications-fault-unit-not-chosen = Uusimispyyntöjä voi ottaa vastaan vain yksikkö, jonka valitsitte yllä ottamaan palvelun käyttöön.
applications-fault-system-unknown = Valitkaa järjestelmä luettelosta.
applications-fault-system-expired = Järjestelmän sertifikaatti on päättynyt. Valitkaa toinen järjestelmä.
applications-fault-access-point-unknown = Valitkaa liityntäpiste luettelosta.
applications-fault-access-point-expired = Liityntäpisteen palvelinvarmenne on päättynyt. Valitkaa toinen liityntäpiste.
applications-fault-access-point-not-then = Liityntäpiste ei ole käytössä suunniteltuna käyttöönottopäivänä. Valitkaa toinen liityntäpiste tai muuttakaa päivää.
applications-fault-person-missing = Lisätkää vähintään yksi yhteyshenkilö.
# $most (Number) - most
applications-fault-people-many = Yhteyshenkilöitä voi olla enintään { $most }. Poistakaa ylimääräiset.
applications-fault-person-role = Valitkaa henkilölle vähintään yksi tehtävä.
# $role (String) - role
applications-fault-role-missing = Valitkaa jollekulle tehtävä: { $role }.
applications-fault-business-id = Kirjoittakaa Y-tunnus muodossa 1234567-1. Tarkistakaa, että numerot ovat oikein.
applications-fault-own-business-id = Tämä on oman organisaationne Y-tunnus. Kirjoittakaa toisen osapuolen Y-tunnus.
applications-fault-e-invoice = Tarkistakaa verkkolaskuosoite ja sen tarkistusnumero. Osoite alkaa numeroilla 0037 ja jatkuu Y-tunnuksella ilman väliviivaa, tai se on IBAN-tilinumero.
applications-fault-operator = Valitkaa verkkolaskuoperaattori luettelosta.
applications-fault-post-code = Kirjoittakaa postinumero viidellä numerolla.
applications-fault-identity-code = Tässä oli henkilötunnus, jota emme tallentaneet. Älkää kirjoittako tähän henkilötunnuksia.
applications-fault-accept = Hyväksykää asiakirjat, jos haluatte allekirjoittaa ne.
applications-fault-changed = Vastaukset tai asiakirjat muuttuivat sen jälkeen, kun avasitte sivun. Lukekaa ne uudelleen ennen allekirjoittamista.

### A colleague saved first

applications-conflict-title = Joku muu tallensi saman osan ennen teitä
applications-conflict-title-own = Tallensitte saman osan toisessa ikkunassa
# $step (String) - step
applications-conflict-lead = Osa: { $step }. Mitään ei ole korvattu eikä poistettu. Valitkaa, kumpi versio jää voimaan.
applications-conflict-theirs = Toisen tallentama versio
applications-conflict-theirs-own = Toisessa ikkunassa tallennettu versio
applications-conflict-mine = Teidän versionne
applications-conflict-unsaved = Teidän versiotanne ei ole vielä tallennettu.
applications-conflict-question = Kysymys
applications-conflict-keep-theirs = Pidä toisen versio
applications-conflict-keep-own = Pidä toisen ikkunan versio
applications-conflict-save-mine = Tallenna minun versioni

### Check and signature

applications-check-complete = Kaikki tiedot on annettu. Tarkistakaa vielä, että ne ovat oikein.
applications-check-incomplete = Hakemusta ei voi vielä lähettää. Korjatkaa ensin yllä luetellut kohdat.
applications-check-unverified-pharmacy = Fimean apteekkirekisteri ei vastaa juuri nyt. Voitte silti jatkaa; käsittelijä näkee, että tietoja ei voitu tarkistaa.
applications-check-unverified = SOTE-organisaatiorekisteri ei vastaa juuri nyt. Voitte silti jatkaa; käsittelijä näkee, että tietoja ei voitu tarkistaa.
applications-change = Muuta
applications-to-signing = Siirry allekirjoittamaan
applications-no-right-to-sign = Hakemuksen allekirjoittaa ja lähettää henkilö, jolla on oikeus allekirjoittaa organisaation puolesta.
applications-sign-title = Allekirjoittakaa ja lähettäkää
# $organisation (String) - organisation
applications-sign-lead = Lukekaa asiakirjat. Kun allekirjoitatte ne, sitoudutte niihin organisaation { $organisation } puolesta, ja hakemus lähetetään.
applications-sign-signatory = Allekirjoittaja
applications-sign-right = Asema tai valtuus
applications-sign-version = Versio
applications-sign-language = Asiakirjan kieli
applications-sign-hash = Tekstin tiiviste (SHA-256), jolla teksti tunnistetaan
# $title (String) - title
applications-sign-read = Lue: { $title }
applications-sign-translation = Epävirallinen englanninkielinen käännös
applications-in-finnish = suomi
applications-in-swedish = ruotsi
applications-sign-accept = Olen lukenut asiakirjat ja hyväksyn ne organisaation puolesta
applications-sign-again = Oikeutenne allekirjoittaa tarkistetaan vielä Suomi.fi-valtuuksista. Hakemus lähetetään, kun palaatte sieltä.
applications-sign-button = Allekirjoita ja lähetä hakemus
applications-sign-back = Palaa tarkistamaan

### After submission

applications-receipt-title = Hakemus on lähetetty
applications-receipt-link = Vastaanottokuittaus
# $number (String) - number
applications-receipt-lead = Kiitos. Asiatunnuksenne on { $number }. Mainitkaa se, jos otatte yhteyttä.
applications-fact-case-number = Asiatunnus
applications-fact-service = Palvelu
applications-fact-submitted = Lähetetty
applications-fact-submitted-by = Lähettäjä
applications-receipt-next-officer = Käsittelijä tarkistaa hakemuksen. Jos jotakin puuttuu, pyydämme täydennystä.
applications-receipt-next-mail = Hallinnollinen yhteyshenkilö saa sähköpostiviestin, kun asia etenee.
applications-receipt-next-setup = Hyväksynnän jälkeen näette täällä, mitä käyttöönottoon vielä tarvitaan.
applications-receipt-follow = Seuraa hakemusta
applications-to-agreements = Katsokaa, mitä allekirjoitettiin
# $number (String) - number
# $at (String) - at
applications-case-lead = Asia { $number }, lähetetty { $at }.
applications-state-draft = Odottaa teitä
applications-state-submitted = Odottaa käsittelyä
applications-state-in-review = Odottaa päätöstä
applications-state-supplement-requested = Odottaa teitä
applications-state-approved = Valmis
applications-state-aside = Siirretty sivuun
applications-state-rejected = Hylätty
applications-state-withdrawn = Peruutettu
applications-state-lapsed = Rauennut
applications-events-title = Mitä on tapahtunut
applications-event-submitted = Hakemus lähetettiin
applications-event-taken = Käsittely alkoi
applications-event-supplement-requested = Täydennystä pyydettiin
applications-event-supplement-answered = Täydennys lähetettiin
applications-event-deadline-moved = Täydennyksen määräaika muuttui
applications-event-supplement-recalled = Täydennyspyyntö peruttiin
# $when (String) - date and time
applications-supplement-recalled-at = Pyyntö peruttiin { $when }. Teidän ei tarvitse vastata siihen.
applications-event-approved = Hakemus hyväksyttiin
applications-event-rejected = Hakemus hylättiin
applications-event-withdrawn = Hakemus peruutettiin
applications-event-lapsed = Hakemus raukesi, koska täydennystä ei saatu
applications-decision-approved = Hakemus on hyväksytty
applications-decision-rejected = Hakemus on hylätty
# $date (String) - date
applications-supplement-title = Täydentäkää hakemusta viimeistään { $date }
applications-supplement-unchanged = Ette ole muuttanut yhtään pyydettyä kohtaa. Korjatkaa kohta tai kertokaa viestissä, miksi ette muuta sitä.
applications-supplement-step = Käsittelijä on pyytänyt täydennystä. Voitte muuttaa vain pyydettyjä kohtia. Lähettäkää täydennys hakemuksen sivulta, kun kaikki kohdat ovat valmiina.
applications-supplement-asked = Käsittelijän pyyntö
applications-supplement-message = Viesti käsittelijälle
applications-supplement-message-hint = Voitte kertoa, mitä muutitte. Enintään 2 000 merkkiä.
applications-supplement-prove = Tarkistamme oikeutenne Suomi.fi-valtuuksista, ennen kuin täydennys lähtee. Viestinne säilyy tällä sivulla siihen asti.
applications-supplement-button = Lähetä täydennys
# $at (String) - at
applications-supplement-answered = Täydennyspyyntö { $at }
# $at (String) - at
applications-supplement-answered-at = Vastattu { $at }
applications-withdraw-link = Peruuta hakemus
applications-withdraw-title = Peruutatteko hakemuksen?
applications-withdraw-text = Hakemuksen käsittely päättyy, eivätkä allekirjoitetut asiakirjat tule voimaan. Peruutusta ei voi kumota, mutta voitte tehdä uuden hakemuksen. Tarkistamme oikeutenne Suomi.fi-valtuuksista ennen peruutusta.
applications-withdraw-button = Peruuta hakemus
applications-withdraw-stay = Anna käsittelyn jatkua
applications-discard-link = Poista luonnos
applications-discard-title = Poistatteko luonnoksen?
applications-discard-text = Luonnos ja kaikki sen vastaukset poistetaan myös muilta, jotka ovat täyttäneet sitä. Poistoa ei voi kumota.
applications-discard-button = Poista luonnos
applications-discard-stay = Säilytä luonnos

### What the registers say beside an answer, for officers

# $name (String) - name
# $oid (String) - oid
# $at (String) - at
applications-finding-register = SOTE-organisaatiorekisteri: { $name }, OID-tunnus { $oid }, haettu { $at }.
# $at (String) - at
applications-finding-register-stale = SOTE-organisaatiorekisteri ei vastaa. Viimeisin tieto on haettu { $at }.
# $day (String)
# $name (String)
applications-finding-register-ended = Rekisteröinti SOTE-organisaatiorekisterissä päättyi { $day } ({ $name }).
applications-finding-register-unknown = Organisaatiota ei ole SOTE-organisaatiorekisterissä.
# $name (String) - name of the pharmacy
# $oid (String) - its OID
# $date (String) - day of the takeover
applications-finding-pharmacy = Fimean apteekkirekisteri: { $name } ({ $oid }), haltuunottopäivä { $date }.
# $name (String) - name of the branch
# $oid (String) - its OID
applications-finding-branch = Fimean apteekkirekisteri: sivuapteekki { $name } ({ $oid }).
# $name (String) - name of the hospital pharmacy
# $oid (String) - its OID
applications-finding-hospital-pharmacy = Fimean apteekkirekisteri: sairaala-apteekki { $name } ({ $oid }).
applications-finding-no-pharmacy = Fimean apteekkirekisterissä ei ole apteekkia tällä Y-tunnuksella.
applications-finding-pharmacies-down = Fimean apteekkirekisteri ei vastaa, joten tietoa ei voitu tarkistaa nyt.
applications-finding-register-down = SOTE-organisaatiorekisteri ei vastaa, joten tietoa ei voitu tarkistaa nyt.
applications-finding-unverified = Tietoja ei voitu tarkistaa rekisteristä, kun hakemus lähetettiin.
# $at (String) - at
applications-finding-verified = Tarkistettu, kun hakemus lähetettiin. Rekisteritieto oli haettu { $at }.
# $name (String) - name
applications-finding-name-changed = Kun hakemus lähetettiin, nimi oli { $name }.
# $name (String) - name
applications-finding-company = YTJ: { $name }, voimassa.
# $name (String) - registered name
# $other (String) - the registered name in the other language
applications-finding-names = Rekisteröidyt nimet YTJ:ssä: { $name } ja { $other }.
applications-finding-no-names = YTJ ei vastaa tai siinä ei ole enää toista nimeä, joten nimiä ei voitu tarkistaa nyt.
applications-finding-company-ended = YTJ:n mukaan organisaatio ei ole enää rekisterissä.
# $name (String) nimi rekisterissä
applications-finding-company-kind = YTJ: { $name }. Yritysmuoto on toinen kuin se, jonka mukaan hakemuksen kysymykset on valittu. Tarkistakaa, puuttuuko vastauksia.
applications-finding-company-unknown = Y-tunnusta ei löydy YTJ:stä.
applications-finding-company-down = YTJ ei vastaa, joten yritysmuotoa ei voitu tarkistaa.
# $count (Number) - count
applications-finding-units = { $count ->
    [one] Yksikkö on voimassa rekisterissä.
   *[other] Kaikki { $count } yksikköä ovat voimassa rekisterissä.
}
applications-finding-units-unverified = Yksiköiden voimassaoloa ei voitu tarkistaa kaikilta osin.
# $class (String) - class
# $supplier (String) - supplier
# $date (String) - date
applications-finding-system = Luokka { $class }, toimittaja { $supplier }, sertifikaatti voimassa { $date } asti.
# $owner (String) - owner
# $date (String) - date
applications-finding-access-point = Ylläpitäjä { $owner }, palvelinvarmenne voimassa { $date } asti.
applications-finding-access-point-closes = Liityntäpisteen käyttö päättyy ennen suunniteltua käyttöönottopäivää.
applications-finding-e-invoice-other = Verkkolaskuosoitteen Y-tunnus on toisen organisaation.
# $service (String) - the service that was chosen
# $missing (String) - the service that must be in use first
applications-requires = Palvelua { $service } voi hakea vasta, kun { $missing } on tuotantokäytössä.
# $count (Number) - services of which one must be in use
# $names (String) - their names
applications-needs = { $count ->
    [one] Voitte hakea tätä, kun { $names } on tuotantokäytössä.
   *[other] Voitte hakea tätä, kun jokin näistä on tuotantokäytössä: { $names }.
}
applications-fault-date-after-other = Käyttöönottokoe on pidettävä viimeistään suunniteltuna käyttöönottopäivänä.
# $name (String) - the vendor
applications-vendor-knows = Välittäjä valitsee liityntäpisteen: { $name }
applications-vendor-chooses = Liityntäpisteen valitsee välittäjä, jolle pyyntönne välitetään, kun tallennatte.
# $at (String) - when
applications-unverified-known = Kun hakemus lähetettiin, rekisteri ei vastannut. Silloin käytettiin tietoa, joka oli haettu { $at }.
# $at (String) - when
applications-verified-same = Tarkistettu lähettämisen jälkeen { $at }: rekisterin tiedot vastaavat hakemusta.
# $at (String) - when
applications-verified-differs = Tarkistettu lähettämisen jälkeen { $at }: rekisterin tiedot eroavat hakemuksesta.
# $at (String) - when
applications-verified-unknown = Tarkistettu lähettämisen jälkeen { $at }: rekisteri ei tunne organisaatiota.
applications-event-verified-later = Tiedot tarkistettiin rekisteristä, joka ei vastannut lähetettäessä
applications-fault-date-before-takeover = Päivä on ennen haltuunottopäivää, joka on Fimean apteekkirekisterissä. Valitkaa haltuunottopäivä tai myöhempi päivä.
# $date (String) - the takeover day
applications-takeover-hint = Haltuunottopäivä on { $date }. Valitkaa se tai myöhempi päivä.
# $takeover (String) - takeover date
# $opens (String) - first possible day
applications-too-early = Haltuunottopäivä on { $takeover }. Hakemuksen voi tehdä aikaisintaan 30 päivää ennen sitä eli { $opens }, mielellään noin kolme viikkoa ennen haltuunottoa.
applications-no-takeover = Fimean apteekkirekisterissä ei ole haltuunottopäivää, joten hakemusta ei voi vielä tehdä. Fimea lisää päivän; ottakaa yhteyttä sinne.
applications-pharmacies-down = Fimean apteekkirekisteri ei vastaa juuri nyt. Voitte jatkaa; tiedot tarkistetaan uudelleen ennen hakemuksen lähettämistä.
# $time (String) - date and time
applications-pharmacies-stale = Fimean apteekkirekisteri ei vastaa juuri nyt. Tiedot on haettu { $time }.
# $time (String) - date and time
applications-pharmacies-fresh = Haettu Fimean apteekkirekisteristä { $time }.
applications-pharmacy-branch = Sivuapteekki
applications-pharmacy-main = Pääapteekki
applications-pharmacy-takeover = Haltuunottopäivä
applications-prepared-title = Valmistelemanne hakemukset
applications-prepared-lead = Voitte valmistella hakemuksen valmiiksi, vaikka teillä ei vielä ole oikeutta asioida. Luonnoksen näette vain te, kunnes organisaatiossa joku on saanut oikeuden.
applications-prepared-none = Ette ole valmistellut hakemuksia.
applications-prepared-choose = Valitse organisaatio
applications-prepared-taken = Organisaation käytössä
applications-prepared-removed = Vanhentunut ja poistettu
applications-prepared-discarded = Poistettu
applications-prepared-take-up = Oikeutenne riittää nyt. Ottakaa luonnos organisaation käyttöön.
# $at (String) - date and time
applications-prepared-changed = Muutettu viimeksi { $at }.
# $date (String) - date
applications-prepared-kept = Luonnos poistetaan { $date }, jos sitä ei sitä ennen oteta käyttöön tai muuteta.
applications-prepared-too-many = Teillä on jo enimmäismäärä valmisteltuja luonnoksia. Poistakaa luonnos, jota ette tarvitse.
applications-prepared-ready = Kaikki osat ovat valmiina. Hakemus odottaa, että joku saa oikeuden asioida organisaation puolesta.
applications-prepared-soon = Luonnos poistetaan pian. Tallentakaa jokin sen osa, jos haluatte säilyttää sen.
applications-prepared-closed = Allekirjoittaminen ja lähettäminen avautuvat, kun oikeus on saatu.
applications-prepared-who-title = Kenen hakemus tämä on
applications-prepared-who = Luonnoksen näette nyt vain te. Kun organisaatiossa joku saa oikeuden asioida, luonnos on organisaation: hän näkee, että te valmistelitte sen, ja ottaa sen käyttöön tai poistaa sen.
applications-prepared-why = Kuka voi antaa oikeuden
applications-prepared-discard-text = Luonnos ja kaikki sen vastaukset poistetaan. Poistoa ei voi kumota.
# $service (String) - name of the service
applications-offered-title = Valmisteltu hakemus: { $service }
# $name (String) - who prepared the draft
# $at (String) - date and time
applications-offered-by = { $name } valmisteli hakemuksen, kun hänellä ei vielä ollut oikeutta asioida organisaation puolesta. Muutettu viimeksi { $at }.
# $name (String) - who began the draft
# $at (String) - date and time
applications-offered-aside = Organisaation oma luonnos, jonka aloitti { $name } ja jonka tilalle otettiin toinen { $at }.
applications-offered-list = Valmistellut hakemukset
applications-offered-list-text = Joku organisaatiostanne on valmistellut nämä valmiiksi. Katsokaa vastaukset ja ottakaa hakemus käyttöön tai poistakaa se.
applications-offered-beside = Teillä on samasta palvelusta myös oma hakemus kesken.
applications-offered-own = Organisaatiollanne on samasta palvelusta jo oma luonnos. Jos otatte tämän käyttöön, luonnokset vaihtavat paikkaa: oma luonnoksenne jää valmisteltujen joukkoon, eikä mitään katoa.
# $here (Number) - parts that are done in this draft
# $own (Number) - parts that are done in the own draft
applications-offered-compared = Valmiita osia: tässä luonnoksessa { $here }, omassa luonnoksessanne { $own }.
applications-offered-accept = Haluamme vaihtaa luonnosten paikat. Oma luonnoksemme siirtyy valmisteltuihin, ja viesti seuraavalle täyttäjälle poistuu.
applications-offered-confirm = Valitkaa ensin, että haluatte vaihtaa luonnosten paikat.
applications-offered-own-link = Avaa oma luonnos
applications-offered-take = Ota hakemus käyttöön
applications-offered-exchange = Ota tämä käyttöön oman sijasta
applications-offered-without-billing = Oikeutenne ei riitä laskutustietojen muuttamiseen, joten ne eivät siirry tästä luonnoksesta. Oman hakemuksenne laskutustiedot pysyvät ennallaan.
# $name (String) - who prepared the draft
applications-offered-discard-text = Luonnos, jonka on tehnyt { $name }, ja kaikki sen vastaukset poistetaan. Poistoa ei voi kumota.
applications-offered-waits = Organisaationne on jo lähettänyt hakemuksen tästä palvelusta. Voitte ottaa luonnoksen käyttöön, kun se on ratkaistu.
applications-offered-other-form = Oma luonnoksenne on tehty lomakkeen toisella versiolla, joten luonnoksia ei voi vaihtaa. Poistakaa ensin se, jota ette tarvitse.
applications-submit-title = Kuka voi lähettää
applications-submit-you = Voitte itse allekirjoittaa ja lähettää hakemuksen, kun kaikki osat ovat valmiina.
# $positions (String) - the positions that give a right
applications-submit-others = Hakemuksen voi allekirjoittaa ja lähettää se, jolla on käyttöönoton valtuus tai jokin näistä rekisteriin merkityistä asemista: { $positions }. Te voitte nähdä, mitä puuttuu.
applications-submit-missing = Vielä puuttuu
applications-offered-stays = Luonnos säilyy, ja voitte ottaa sen käyttöön myöhemmin.
