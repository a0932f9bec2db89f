### Two who sign together

agreements-waiting-title = Odottaa toista allekirjoitusta
agreements-one-of-two = Allekirjoitettu 1/2
agreements-rule-title = Kuinka moni allekirjoittaa
agreements-rule-one = Organisaationne sopimukset allekirjoittaa yksi henkilö, jolla on siihen oikeus.
agreements-rule-two = Organisaationne sopimukset allekirjoittaa kaksi henkilöä yhdessä. Kummallakin on oltava oikeus allekirjoittaa.
agreements-rule-link = Katsokaa tai muuttakaa, kuinka moni allekirjoittaa
# $name (String) - who proposes
# $at (String) - when
agreements-rule-proposed = { $name } on ehdottanut { $at }, että yksi allekirjoitus riittää. Muutos tulee voimaan, kun toinen henkilö vahvistaa sen.
agreements-rule-about-one = Jos organisaationne nimen kirjoittaa kaksi henkilöä yhdessä, voitte pyytää kahta allekirjoitusta. Kumpikin kirjautuu itse ja allekirjoittaa silloin, kun hänelle sopii, kummassa järjestyksessä tahansa. Hakemus lähetetään, kun toinenkin on allekirjoittanut. Varmistakaa ensin, että allekirjoitusoikeus on vähintään kahdella.
agreements-rule-about-back = Voitte perua pyynnön itse, kunnes joku muu on allekirjoittanut tai tehnyt tälle asialle jotakin. Sen jälkeen paluu yhteen allekirjoitukseen vaatii kaksi henkilöä: yksi ehdottaa, toinen vahvistaa.
agreements-rule-about-two = Voitte ehdottaa, että yksi allekirjoitus riittää. Toisen henkilön, jolla on allekirjoitusoikeus, on vahvistettava ehdotus. Siihen asti allekirjoittajia tarvitaan kaksi.
agreements-rule-about-own = Ehdotuksenne odottaa toista henkilöä, jolla on allekirjoitusoikeus. Voitte myös perua sen.
agreements-rule-about-other = Jos vahvistatte ehdotuksen, organisaationne sopimukset allekirjoittaa tästä lähtien yksi henkilö.
agreements-rule-ask-two = Pyydä kahta allekirjoitusta
agreements-rule-propose-one = Ehdota, että yksi allekirjoitus riittää
agreements-rule-take-back = Peru ehdotus
agreements-rule-keep-two = Pidä kaksi allekirjoitusta
agreements-rule-confirm-one = Vahvista, että yksi allekirjoitus riittää
agreements-rule-no-right = Asian voi muuttaa henkilö, jolla on oikeus allekirjoittaa organisaation puolesta.
agreements-rule-stale = Joku muu ehti muuttaa tätä. Mitään ei tallennettu. Katsokaa, mikä on tilanne nyt.
agreements-rule-history = Mitä on tapahtunut
agreements-rule-did-ask-two = Pyydettiin kahta allekirjoitusta
agreements-rule-did-propose-one = Ehdotettiin, että yksi allekirjoitus riittää
agreements-rule-did-take-back = Ehdotus peruttiin
agreements-rule-did-keep-two = Pidettiin kaksi allekirjoitusta
agreements-rule-did-confirm-one = Vahvistettiin, että yksi allekirjoitus riittää
agreements-one-is-enough = Yksi allekirjoitus riittää
agreements-rule-about-alone = Pyysitte kahta allekirjoitusta. Kukaan muu ei ole sen jälkeen allekirjoittanut eikä tehnyt tälle asialle mitään, joten voitte vielä perua pyynnön itse.
agreements-rule-one-person = Organisaatiossanne toimii yksi elinkeinonharjoittaja, joten kahta allekirjoitusta ei voi pyytää.
agreements-rule-drop-two = Peru pyyntö
agreements-rule-did-drop-two = Kahden allekirjoituksen pyyntö peruttiin
agreements-rule-stale-own = Muutitte tätä itse toisessa ikkunassa. Nyt ei tallennettu mitään. Katsokaa, mikä on tilanne nyt.
agreements-rule-not-now = Muutosta ei voi tehdä juuri nyt. Mitään ei tallennettu. Katsokaa, mikä on tilanne nyt.
agreements-rule-sure-two = Haluatteko pyytää kahta allekirjoitusta?
# $positions (String) - the positions that give a right
agreements-rule-sure-two-text = Sen jälkeen kukaan ei voi yksin lähettää hakemusta organisaationne puolesta. Kahdella henkilöllä on oltava käyttöönoton valtuus tai jokin näistä rekisteriin merkityistä asemista: { $positions }. Jos oikeus on vain teillä, hakemuksia ei voi lähettää ennen kuin joku muukin saa sen.
agreements-rule-sure-one = Haluatteko vahvistaa, että yksi allekirjoitus riittää?
agreements-rule-sure-one-text = Jos jokin hakemus odottaa toista allekirjoitusta, sitä ei lähetetä itsestään. Sen lähettää se, joka allekirjoittaa seuraavaksi.
agreements-rule-sure-stay = Älä muuta mitään
agreements-rule-sure-drop = Haluatteko perua kahden allekirjoituksen pyynnön?
agreements-rule-sure-drop-text = Sen jälkeen organisaationne sopimukset allekirjoittaa yksi henkilö, jolla on siihen oikeus.
