ui-service-name = Kanta Ekstranet
ui-skip-to-content = Siirry sisältöön
ui-test-world = Testiympäristö. Kaikki tiedot ovat keksittyjä.
ui-language = Kieli
ui-sign-in = Kirjaudu sisään
ui-sign-out = Kirjaudu ulos
ui-acting-for = Organisaatio, jonka puolesta asioitte
ui-change-organisation = Vaihda organisaatiota
ui-menu = Valikko
ui-navigation = Päävalikko
ui-navigation-home = Etusivu
ui-navigation-applications = Hakemukset
ui-navigation-agreements = Sopimukset
ui-navigation-organisations = Organisaatiot
ui-navigation-library = Ohjeet ja lomakkeet
ui-navigation-more = Lisää
ui-navigation-queue = Työjono
ui-acting-managing-director = asioitte toimitusjohtajana
ui-acting-deputy-managing-director = asioitte toimitusjohtajan sijaisena
ui-acting-vice-managing-director = asioitte varatoimitusjohtajana
ui-acting-sole-trader = asioitte elinkeinonharjoittajana
# $position (String) - position in a register
ui-acting-position = asioitte asemassa: { $position }
ui-acting-mandate-deployment = asioitte valtuudella: digitaalisten palvelujen käyttöönotto
ui-acting-mandate-privacy = asioitte valtuudella: tietosuojaohjeiden katselu
ui-support = Asiakastuki
ui-before-you-start = Ennen kuin aloitatte
ui-about = Tietoa palvelusta
ui-link-access = Mitä kirjautumiseen tarvitaan
ui-link-status = Palvelun tila
ui-link-accessibility = Saavutettavuusseloste
ui-link-privacy = Tietosuojaseloste
ui-to-queue = Siirry työjonoon
ui-to-front-page = Siirry etusivulle
ui-back = Takaisin
ui-cancel = Peruuta
ui-optional = vapaaehtoinen
ui-session = Istunto
ui-session-warning = Istuntonne päättyy kahden minuutin kuluttua, jos ette tee mitään.
ui-session-last = Istuntonne päättyy kahden minuutin kuluttua, koska kirjautumisesta on kulunut pitkä aika. Tallentakaa nyt ja kirjautukaa sitten uudelleen.
# $moment (String) - date and time
ui-session-ends = Istuntonne päättyy { $moment }, koska kirjautumisesta on kulunut pitkä aika. Tallentakaa tietonne sitä ennen ja kirjautukaa sitten uudelleen.
# $minutes (Number) - whole minutes
ui-session-rule = Istunto päättyy, jos ette avaa tai lähetä sivua { $minutes } minuuttiin. Lähettämänne teksti ei silloinkaan katoa.
ui-session-extended = Istunto jatkuu.
ui-session-ended = Istuntonne on päättynyt. Kopioikaa tallentamaton teksti talteen ja kirjautukaa uudelleen.
ui-session-extend = Jatka istuntoa
ui-autosave-saved = Tallennettu
ui-autosave-saving = Tallennetaan
ui-autosave-failed = Tallennus ei onnistunut. Yritämme uudelleen, kun jatkatte kirjoittamista.
ui-autosave-conflict = Joku muu muutti samoja tietoja tai lähetti ne. Tallentakaa, niin näette molemmat versiot.
ui-autosave-ended = Istuntonne on päättynyt. Tallentakaa, niin pääsette kirjautumaan uudelleen. Tekstinne säilyy.
ui-autosave-locked = Joku on allekirjoittanut hakemuksen, joten sitä ei voi nyt muuttaa. Tallentakaa, niin näette, kuka.
ui-print = Tulosta
# $count (Number) - errors on the page
ui-error-summary = { $count ->
    [one] Korjatkaa yksi kohta
   *[other] Korjatkaa { $count } kohtaa
}
ui-no-such-day = Tarkistakaa päivä: sitä ei ole kalenterissa.
ui-wrong-check-digit = Tarkistakaa Y-tunnus: tarkistusnumero ei täsmää.
# $count (Number) - characters
# $most (Number) - how many fit
ui-text-too-long = Tekstissä on { $count } merkkiä. Enintään { $most } mahtuu.
# $id (String) - identifier of the failure
ui-failure-id = Jos otatte yhteyttä asiakastukeen, kertokaa tämä tunniste: { $id }
ui-failure-not-found = Sivua ei löytynyt
ui-failure-not-found-text = Osoite voi olla väärin kirjoitettu tai vanhentunut, tai teillä ei ole oikeutta nähdä sivua.
ui-failure-forbidden = Teillä ei ole oikeutta tähän
ui-failure-forbidden-text = Oikeutenne ei riitä tähän toimintoon. Mitään ei muutettu.
ui-failure-cross-site = Pyyntö tuli toiselta sivustolta
ui-failure-cross-site-text = Turvallisuussyistä emme toteuttaneet pyyntöä. Mitään ei muutettu. Avatkaa sivu uudelleen ja yrittäkää uudestaan.
ui-failure-malformed = Pyyntöä ei voitu käsitellä
ui-failure-malformed-text = Selaimen lähettämä pyyntö oli virheellinen tai katkesi kesken. Mitään ei muutettu. Palatkaa edelliselle sivulle ja yrittäkää uudelleen.
ui-failure-slow = Palvelu vastasi liian hitaasti
ui-failure-slow-text = Emme tiedä, ehtikö tallennus onnistua. Avatkaa sivu uudelleen ja tarkistakaa tiedot, ennen kuin lähetätte ne uudelleen.
ui-failure-crowded = Moni kirjautuu juuri nyt
ui-failure-crowded-text = Kirjautumisia alkaa nyt enemmän kuin palvelu ottaa kerralla vastaan. Mitään ei muutettu. Yrittäkää uudelleen puolen minuutin kuluttua.
ui-failure-too-large = Lähetitte liikaa tietoa kerralla
ui-failure-too-large-text = Lyhentäkää tekstiä tai jakakaa tiedosto pienempiin osiin, ja lähettäkää uudelleen. Aiemmin tallennetut tiedot ovat tallessa.
ui-failure-media = Lähetyksen muotoa ei tueta
ui-failure-media-text = Palvelu ottaa vastaan vain omien sivujensa lomakkeita. Mitään ei muutettu. Palatkaa edelliselle sivulle ja lähettäkää tiedot sen lomakkeella.
ui-failure-method = Sivua ei voi käyttää näin
ui-failure-method-text = Siirtykää sivulle linkin tai painikkeen kautta. Mitään ei muutettu.
ui-failure-stale = Joku muu ehti muuttaa tietoja
ui-failure-stale-text = Tietoja muutettiin sen jälkeen, kun avasitte sivun. Muutostanne ei tallennettu eikä toisen muutosta korvattu. Avatkaa sivu uudelleen.
ui-failure-first = Tiedot muuttuivat sen jälkeen, kun avasitte sivun, joten vastaustanne ei tallennettu. Tältä sivulta näette, mikä nyt on voimassa.
ui-failure-first-text = Kirjoittamanne teksti
ui-failure-database = Tietokantaan ei saada yhteyttä
ui-failure-database-text = Palvelussa on häiriö. Aiemmin tallennetut tiedot ovat tallessa, mutta tätä muutosta ei tallennettu. Yrittäkää hetken kuluttua uudelleen.
ui-failure-identification = Suomi.fi-tunnistus ei vastaa
ui-failure-identification-text = Sisään ei voi nyt kirjautua. Hakemustenne tiedot ovat tallessa. Yrittäkää hetken kuluttua uudelleen.
ui-failure-mandates = Suomi.fi-valtuudet ei vastaa
ui-failure-mandates-text = Oikeuttanne asioida organisaation puolesta ei voida nyt tarkistaa. Tallennetut tiedot ovat tallessa. Yrittäkää hetken kuluttua uudelleen.
ui-failure-register = Rekisteri ei vastaa
ui-failure-register-text = Organisaation tietoja ei saada nyt kansallisesta rekisteristä. Tallennetut tiedot ovat tallessa. Yrittäkää hetken kuluttua uudelleen.
ui-failure-directory = Käsittelijöiden kirjautumispalvelu ei vastaa
ui-failure-directory-text = Sisään ei voi nyt kirjautua. Keskeneräiset asiat ovat tallessa. Yrittäkää hetken kuluttua uudelleen.
ui-failure-internal = Palvelussa tapahtui virhe
ui-failure-internal-text = Vika on meidän. Aiemmin tallennetut tiedot ovat tallessa. Yrittäkää uudelleen; jos virhe toistuu, ottakaa yhteyttä asiakastukeen.
ui-copy = Kopioi teksti
ui-copied = Teksti on kopioitu.
ui-failure-again = Avaa sivu uudelleen
ui-failure-choose = Valitse, minkä organisaation puolesta asioitte
ui-failure-view = Asiakkaan sivua ei voi katsella
ui-failure-view-text = Katselu on päättynyt, tai sivu ei kuulu siihen. Pyytäkää tarvittaessa asiakkaalta uusi koodi.
ui-failure-why = Katsokaa, miksi ette voi asioida
ui-navigation-pharmacies = Apteekit
ui-navigation-terminations = Irtisanomiset
ui-navigation-controllers = Rekisterinpitäjän muutokset
ui-navigation-runs = Ajopäivät
ui-navigation-support = Tukikoodi
ui-watched = Asiakastuen katselu
# $moment (String) - when the view ends
ui-watched-text = Asiakastuki näkee nyt sivujanne. Katselu päättyy viimeistään { $moment }.
# $moment (String) - when the view ends
ui-watching-text = Katselette asiakkaan sivua. Mitään ei voi muuttaa: painikkeita voi käyttää vain asiakas. Katselu päättyy viimeistään { $moment }.
ui-watched-end = Päätä katselu
# $moment (String) - when the view ends
ui-watching-elsewhere = Asiakkaan sivun katselu on auki. Se päättyy viimeistään { $moment }.
ui-navigation-proposals = Vahvistettavat
ui-navigation-messages = Viestit
ui-navigation-parties = Yhteisliittymiset
ui-navigation-access-points = Liityntäpisteet
ui-navigation-systems = Järjestelmät
ui-navigation-deployments = Käyttöönotot
ui-navigation-enrolments = Käyttöönoton tuki
ui-navigation-invoices = Laskut
ui-navigation-register-changes = Rekisterit
ui-navigation-letters = Kirjeet
ui-navigation-mails = Sähköpostit
ui-list-first = Luettelon alkuun
ui-list-next = Seuraavat
ui-view-ended = Katselu päättyi. Asiakastuki ei näe enää sivujanne.
