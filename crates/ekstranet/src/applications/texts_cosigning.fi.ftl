### An application that two sign

# $name (String) - who has signed
# $at (String) - when
applications-half-signed = { $name } on allekirjoittanut { $at }. Hakemus odottaa toisen henkilön allekirjoitusta.
applications-waiting-title = Hakemus odottaa toista allekirjoitusta
applications-waiting-lead = Allekirjoitettu 1/2. Hakemusta ei ole vielä lähetetty.
applications-waiting-link = Katsokaa, kuka on allekirjoittanut ja mitä tapahtuu seuraavaksi
applications-waiting-own = Olette jo allekirjoittanut. Saman henkilön toista allekirjoitusta ei lasketa, joten tarvitaan jonkun muun allekirjoitus.
# $first (String) - service
# $second (String) - service
applications-waiting-pair = Samalla kertaa allekirjoitetaan kaksi hakemusta: { $first } ja { $second }.
applications-waiting-checked = Oikeus tarkistettu Suomi.fi-valtuuksista
applications-waiting-signed = Allekirjoitettu
# $positions (String) - the positions that give a right
applications-waiting-for = Toisen allekirjoituksen voi antaa kuka tahansa muu, jolla on käyttöönoton valtuus tai jokin näistä rekisteriin merkityistä asemista: { $positions }. Hän kirjautuu itse, lukee samat asiakirjat ja allekirjoittaa ne.
applications-waiting-one-is-enough = Organisaationne on allekirjoituksen jälkeen päättänyt, että yksi allekirjoitus riittää. Hakemus lähetetään, kun kuka tahansa, jolla on allekirjoitusoikeus, allekirjoittaa seuraavaksi. Jos hän on toinen henkilö, molemmat allekirjoitukset jäävät sopimukseen.
applications-waiting-then = Hakemus lähetetään heti toisen allekirjoituksen jälkeen. Silloin saatte asiatunnuksen, ja hallinnolliset yhteyshenkilöt saavat sähköpostiviestin.
applications-waiting-locked = Vastauksia ei voi muuttaa, kun yksi allekirjoitus odottaa toista. Jos niitä on muutettava, avatkaa ne uudelleen. Allekirjoitus ei silloin enää ole voimassa, ja hakemus on allekirjoitettava uudelleen.
applications-waiting-answers = Katso vastauksia
applications-void-title = Allekirjoitukset, jotka eivät ole enää voimassa
# $name (String) - who had signed
# $signed (String) - when
# $by (String) - who opened the answers
# $at (String) - when
applications-void-reopened = { $name } allekirjoitti { $signed }. Allekirjoitus ei ole enää voimassa: { $by } avasi vastaukset uudelleen { $at }.
# $name (String) - who had signed
# $signed (String) - when
# $at (String) - when it was taken back
applications-void-taken-back = { $name } allekirjoitti { $signed } ja perui allekirjoituksensa { $at }.
# $name (String) - who had signed
# $signed (String) - when
# $by (String) - who signed next
# $at (String) - when
applications-void-changed = { $name } allekirjoitti { $signed }. Allekirjoitus ei ole enää voimassa: vastaukset tai asiakirjat olivat muuttuneet, kun { $by } allekirjoitti { $at }.
applications-reopen-link = Avaa vastaukset uudelleen
applications-reopen-title = Haluatteko avata vastaukset uudelleen?
# $name (String) - who has signed
applications-reopen-text = { $name } on allekirjoittanut hakemuksen. Jos avaatte vastaukset, tuo allekirjoitus ei enää ole voimassa, ja hakemus on allekirjoitettava uudelleen. Yhteyshenkilöt saavat tästä sähköpostiviestin.
applications-reopen-button = Avaa vastaukset
applications-reopen-own-link = Perukaa allekirjoituksenne ja avatkaa vastaukset
applications-reopen-own-title = Haluatteko perua allekirjoituksenne?
applications-reopen-own-text = Allekirjoituksenne ei sen jälkeen ole voimassa, ja vastauksia voi taas muuttaa. Hakemus on allekirjoitettava uudelleen. Yhteyshenkilöt saavat tästä sähköpostiviestin.
applications-reopen-own-button = Peru allekirjoitus
applications-reopen-stay = Palaa hakemukseen
applications-closed-half-signed = Hakemuksen vastaukset on lukittu
# $name (String) - who has signed
applications-closed-half-signed-text = { $name } on allekirjoittanut hakemuksen, ja sen vastaukset on lukittu. Siksi muutoksianne ei tallennettu. Jos vastauksia on muutettava, avatkaa ne uudelleen ja kirjoittakaa muutokset sitten uudelleen.
applications-sign-title-first = Allekirjoittakaa
# $organisation (String) - organisation
applications-sign-lead-first = Lukekaa asiakirjat. Kun allekirjoitatte ne, sitoudutte niihin organisaation { $organisation } puolesta yhdessä toisen allekirjoittajan kanssa. Hakemus lähetetään, kun hänkin on allekirjoittanut.
applications-sign-first = Organisaationne sopimukset allekirjoittaa kaksi henkilöä yhdessä. Teidän allekirjoituksenne on ensimmäinen.
# $name (String) - who has signed
# $at (String) - when
applications-sign-second = { $name } on allekirjoittanut samat asiakirjat { $at }. Teidän allekirjoituksenne on toinen.
# $name (String) - who had signed
# $at (String) - when
applications-sign-changed = { $name } allekirjoitti { $at }, mutta vastaukset tai asiakirjat ovat sen jälkeen muuttuneet. Tuo allekirjoitus ei koske näitä asiakirjoja, ja se raukeaa, kun allekirjoitatte.
# $at (String) - when
applications-sign-alone = Allekirjoititte hakemuksen jo { $at }. Yksi allekirjoitus riittää nyt, joten voitte lähettää hakemuksen allekirjoittamalla sen uudelleen.
applications-sign-again-first = Oikeutenne allekirjoittaa tarkistetaan vielä Suomi.fi-valtuuksista. Kun palaatte sieltä, allekirjoituksenne tallennetaan odottamaan toista allekirjoitusta, ja vastaukset lukitaan.
applications-sign-button-first = Allekirjoita
# $positions (String) - the positions that give a right
applications-submit-two = Hakemuksen allekirjoittaa kaksi henkilöä yhdessä. Kummallakin on oltava käyttöönoton valtuus tai jokin näistä rekisteriin merkityistä asemista: { $positions }. Hakemus lähetetään, kun toinenkin on allekirjoittanut.
applications-receipt-signatories = Allekirjoittajat
applications-event-signed-first = Hakemus allekirjoitettiin, toinen allekirjoitus puuttui
applications-event-signature-voided = Ensimmäinen allekirjoitus ei enää ollut voimassa
# $name (String) - who has signed
# $at (String) - when
applications-half-signed-enough = { $name } on allekirjoittanut { $at }. Yksi allekirjoitus riittää nyt. Hakemus lähetetään, kun se allekirjoitetaan vielä kerran.
applications-waiting-title-enough = Yksi allekirjoitus riittää nyt
applications-waiting-lead-enough = Hakemusta ei ole vielä lähetetty. Se lähetetään, kun se allekirjoitetaan vielä kerran.
applications-waiting-then-enough = Hakemus lähetetään heti seuraavan allekirjoituksen jälkeen. Silloin saatte asiatunnuksen, ja hallinnolliset yhteyshenkilöt saavat sähköpostiviestin.
applications-waiting-locked-enough = Allekirjoitetun hakemuksen vastauksia ei voi muuttaa. Jos niitä on muutettava, avatkaa ne uudelleen. Allekirjoitus ei silloin enää ole voimassa, ja hakemus on allekirjoitettava uudelleen.
# $name (String) - who has signed
applications-waiting-refuse = Jos ette allekirjoita hakemusta tällaisena, avatkaa vastaukset uudelleen ja kirjoittakaa syy. { $name } näkee sen hakemuksen sivulla.
# $reason (String) - what whoever opened the answers wrote
applications-void-reason = Syy: { $reason }
applications-reopen-reason = Miksi avaatte vastaukset uudelleen?
# $name (String) - who has signed
# $limit (Number) - characters
applications-reopen-reason-hint = { $name } ja muut, jotka hoitavat organisaationne asioita, näkevät syyn. Enintään { $limit } merkkiä. Älkää kirjoittako tähän henkilötunnuksia.
# $name (String) - who has signed
applications-sign-of-case-locked = Kieltä voi vaihtaa vain avaamalla vastaukset uudelleen. Allekirjoitus, jonka { $name } on antanut, ei silloin enää ole voimassa.
applications-sign-refuse = Ettekö allekirjoita? Avatkaa vastaukset uudelleen ja kirjoittakaa syy
# $name (String) - who opened the answers
# $at (String) - when
applications-line-reopened = { $name } avasi vastaukset uudelleen { $at }. Syy on hakemuksen sivulla.
applications-next-reopened = Seuraavaksi te korjaatte vastaukset ja allekirjoitatte hakemuksen uudelleen.
