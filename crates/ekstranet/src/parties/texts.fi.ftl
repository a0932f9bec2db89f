parties-title = Mukanaliittyjät
parties-lead-none = Teillä ei ole mukanaliittyjiä.
# $count (Number) - relations, ended ones included
parties-lead = { $count ->
    [one] Yksi liittyminen.
   *[other] { $count } liittymistä.
}
# $count (Number) - relations saved
parties-saved = { $count ->
    [one] Yksi liittyminen on tallennettu.
   *[other] { $count } liittymistä on tallennettu.
}
parties-saved-next = Mukanaliittyjälle kerrotaan sähköpostilla, jos sen osoite tiedetään, ja se näkee liittymisen omalla etusivullaan. Jos hakemusta ei ole vielä lähetetty, mukanaliittyjille kerrotaan vasta lähettämisen jälkeen.
parties-contested-title = Selvittäkää
# $count (Number) - contested relations
parties-contested = { $count ->
    [one] Yksi mukanaliittyjä riitauttaa liittymisen.
   *[other] { $count } mukanaliittyjää riitauttaa liittymisen.
}
parties-add = Lisää yksi
parties-add-many = Lisää monta luettelosta
parties-about-title = Näin yhteisliittyminen etenee
parties-about = Yhteisliittymisessä pääliittyjä hakee palvelua ja tuo mukanaan palvelunantajat, jotka toimivat sen tiloissa tai ketjussa ja käyttävät sen tietojärjestelmää. Jokainen mukanaliittyjä vahvistaa liittymisen itse.
parties-about-controller = Jokainen mukanaliittyjä on oman rekisterinsä rekisterinpitäjä. Varmistakaa, että sen rekisteröinti on voimassa, tehkää sen kanssa Kanta-mallin mukainen sopimus ja valvokaa sen käyttöä omavalvonnassanne. Sopimusta ei lähetetä tänne.
parties-about-other = Jos toinen organisaatio liittää teidät, teidän ei tarvitse tehdä täällä mitään: se lisää teidät, ja te vahvistatte liittymisen etusivullanne.
parties-search-title = Etsikää
parties-search = Nimi tai Y-tunnus
parties-search-button = Näytä
# $words (String) - the words that were searched for
parties-search-cut = Haussa käytettiin vain kolmea ensimmäistä sanaa: { $words }.
parties-nothing-found = Mikään liittyminen ei vastaa hakua.
# $party (String) - business ID
# $service (String) - service or reference
# $date (String) - first day
parties-line = { $party } · { $service } · { $date } alkaen
parties-first = Alkuun
parties-next = Seuraavat
parties-previous = Edelliset
parties-export = Lataa luettelo (CSV)
parties-filter-all = Kaikki
parties-tag-listed = Odottaa hakemusta
parties-tag-waiting-for-party = Odottaa mukanaliittyjää
parties-tag-waiting-for-you = Odottaa teitä
parties-tag-waiting-for-main-joiner = Odottaa pääliittyjää
parties-tag-done = Valmis
parties-tag-contested = Korjattavaa
parties-tag-leaving = Odottaa suoraa liittymistä
parties-tag-ending = Odottaa viimeistä päivää
parties-tag-ended = Ei käytössä
parties-text-listed = Hakemusta ei ole vielä lähetetty. Mukanaliittyjälle kerrotaan, kun lähetätte sen.
parties-text-asked = Tarkistakaa tiedot. Vahvistakaa, jos olette sopineet liittymisestä tämän organisaation kanssa. Riitauttakaa, jos tieto on väärä.
# $date (String) - when contested
parties-text-asked-again = Riitautitte liittymisen { $date }. Pääliittyjä pyytää, että vahvistatte sen tai riitautatte sen uudelleen.
# $date (String) - when the party was told
parties-text-waiting = Mukanaliittyjältä on pyydetty vahvistusta { $date }.
# $date (String) - when confirmed
parties-text-confirmed = Mukanaliittyjä on vahvistanut liittymisen { $date }.
# $date (String) - when contested
parties-text-contested = Mukanaliittyjä on riitauttanut liittymisen { $date }.
# $date (String) - when told
parties-text-leaving = Mukanaliittyjä on ilmoittanut { $date }, että se haluaa liittyä suoraan. Yhteisliittyminen jatkuu, kunnes sen oma tuotantokäyttö alkaa.
# $date (String) - last day
parties-text-ending = Viimeinen päivä on { $date }.
# $date (String) - last day
parties-text-ended = Pääliittyjä on päättänyt liittymisen. Viimeinen päivä oli { $date }.
# $date (String) - first day of direct production
parties-text-ended-direct = Päättyi { $date }, kun mukanaliittyjän oma tuotantokäyttö alkoi.
# $date (String) - day
parties-text-ended-case = Päättyi { $date }, koska pääliittyjän hakemus ei johtanut yhteisliittymiseen.
parties-fact-name = Nimi
parties-fact-business-id = Y-tunnus
parties-fact-service = Palvelu
parties-fact-state = Tila
parties-fact-begins = Ensimmäinen päivä
parties-fact-ends = Viimeinen päivä
parties-fact-reference = Asiatunnus
parties-fact-email = Mukanaliittyjän sähköpostiosoite
parties-fact-no-email = Ei annettu. Kertokaa mukanaliittyjälle itse, että se vahvistaa liittymisen Kanta Ekstranetissä.
parties-fact-main-joiner = Pääliittyjä
parties-back = Mukanaliittyjät
parties-back-home = Etusivu
parties-reason = Perustelu
parties-contest-reason = Miksi mukanaliittyjä riitauttaa
parties-end-title = Päättäkää liittyminen
parties-end-change-title = Muuttakaa viimeistä päivää
parties-end-text = Mukanaliittyjälle kerrotaan viimeinen päivä ja syy. Sopikaa ensin siitä, miten sen rekisterin tiedot ovat sen käytettävissä päättymisen jälkeen.
parties-end-day = Viimeinen päivä
parties-end-day-hint = Tänään tai myöhemmin, esimerkiksi 31.1.2027.
parties-end-reason = Syy
parties-end-reason-hint = Mukanaliittyjä ja käsittelijät näkevät syyn. Älkää kirjoittako henkilötietoja.
parties-end-button = Päätä liittyminen
parties-end-go-on = Jatka
parties-end-cancel = Älä päätä liittymistä
# $name (String) - the party
parties-end-sure = Päätetäänkö liittyminen: { $name }?
parties-take-off = Poista luettelosta
parties-ask-again-title = Pyytäkää vahvistusta uudelleen
parties-ask-again-text = Kun olette selvittäneet asian mukanaliittyjän kanssa, se voi vielä vahvistaa liittymisen.
parties-ask-again = Pyydä vahvistusta
parties-joined-title = Liittymiset pääliittyjän kautta
parties-joined-lead = Täältä näette, mikä organisaatio on liittänyt teidät mukanaan Kanta-palveluun.
parties-joined-controller = Olette itse oman rekisterinne rekisterinpitäjä. Pääliittyjä vastaa teknisestä ylläpidosta. Se ei näe täällä muita asioitanne, ettekä te sen.
parties-joined-none = Mikään organisaatio ei ole liittänyt teitä.
parties-joined-ending = Arkistointi pääliittyjän kautta päättyy silloin. Rekisterinne tiedot säilyvät. Voitte hakea palvelua itse:
# $service (String) - service
# $name (String) - main joiner
parties-joined-by = { $service }: { $name }
parties-confirm = Vahvista liittyminen
parties-confirm-prove = Tarkistamme oikeutenne Suomi.fi-valtuuksista, ennen kuin vahvistus tallennetaan.
parties-contest-open = Tieto on väärä
parties-contest-label = Mikä on väärin?
parties-contest-hint = Pääliittyjä ja käsittelijät näkevät perustelun. Älkää kirjoittako henkilötietoja.
parties-contest = Riitauta liittyminen
parties-leave-open = Haluatte liittyä suoraan
parties-leave-text = Pääliittyjälle ja käsittelijöille kerrotaan, että haluatte liittyä palveluun suoraan. Hakekaa sitten palvelua itse. Yhteisliittyminen päättyy sinä päivänä, jona oma tuotantokäyttönne alkaa, joten käyttöön ei tule katkoa.
parties-leave = Ilmoita suorasta liittymisestä
parties-apply-directly = Hakekaa palvelua suoraan
parties-stay = Jää mukanaliittyjäksi
parties-not-offered = Yhteisliittyminen on vain yksityisille palvelunantajille. Organisaationne hakee palveluja suoraan.
# $service (String) - name of the service
# $date (String) - date
parties-service-ends = { $service }: käyttönne päättyy { $date }. Palveluun ei voi enää lisätä mukanaliittyjiä.
parties-add-title = Lisätkää mukanaliittyjä
parties-add-lead = Tarkistamme Y-tunnuksen rekistereistä ja näytämme nimen, ennen kuin mitään tallennetaan.
parties-add-party = Mukanaliittyjän Y-tunnus
parties-add-party-hint = Muodossa 1234567-1.
parties-add-services = Palvelut
parties-add-day-hint = Tänään tai myöhemmin, esimerkiksi 1.2.2027.
parties-add-email-hint = Tähän osoitteeseen kerrotaan, että liittyminen odottaa vahvistusta.
parties-add-check = Tarkista tiedot
parties-many-title = Lisätkää mukanaliittyjiä luettelosta
parties-many-lead = Kopioikaa luettelo taulukkolaskennasta alla olevaan kenttään tai valitkaa tiedosto. Jokainen rivi tarkistetaan. Mitään ei tallenneta, ennen kuin vahvistatte.
parties-many-columns-title = Sarakkeet tässä järjestyksessä
parties-many-column-party = Y-tunnus
parties-many-column-services = Palvelu; monta palvelua plusmerkillä erotettuna:
parties-many-column-day = Ensimmäinen päivä; tyhjä tarkoittaa tätä päivää
parties-many-column-email = Mukanaliittyjän sähköpostiosoite, jos tiedätte sen
parties-many-example = Esimerkki:
# $rows (Number) - most rows
# $kilobytes (Number) - largest size
parties-many-limits = Enintään { $rows } riviä ja { $kilobytes } kilotavua. Sarakkeiden välissä on puolipiste, sarkain tai pilkku. Otsikkorivi saa olla mukana.
parties-many-text = Luettelo
parties-many-text-hint = Yksi mukanaliittyjä rivillä. Älkää kirjoittako henkilötunnuksia.
parties-many-file = Tai tiedosto
parties-many-file-hint = CSV tai TSV. Jos valitsette tiedoston, kenttään kopioitua luetteloa ei lueta.
parties-many-check = Tarkista luettelo
parties-list-empty = Kopioikaa kenttään luettelo tai valitkaa tiedosto, jossa on vähintään yksi rivi.
# $kilobytes (Number) - largest size
parties-list-large = Luettelo on liian suuri. Jakakaa se osiin, joista jokainen on enintään { $kilobytes } kilotavua.
# $rows (Number) - most rows
parties-list-rows = Luettelossa on liian monta riviä. Jakakaa se osiin, joissa jokaisessa on enintään { $rows } riviä.
parties-list-workbook = Tiedosto on taulukkolaskennan työkirja. Tallentakaa se CSV-muodossa ja valitkaa se uudelleen.
parties-list-encoding = Tiedoston merkistöä ei tunnistettu. Tallentakaa se muodossa CSV UTF-8 ja valitkaa se uudelleen.
parties-preview-title = Tarkistakaa luettelo
# $name (String) - the party
parties-one-title = Lisätäänkö { $name }?
parties-one-add = Lisää mukanaliittyjä
parties-one-already = Tämä on jo mukanaliittyjänne tässä palvelussa.
parties-one-service-ends = Käyttönne tässä palvelussa päättyy. Siihen ei voi enää lisätä mukanaliittyjiä.
parties-preview-saved-title = Luettelo on tallennettu
# $ready (Number) - rows that can be saved
# $refused (Number) - refused rows
parties-preview-lead = Kelvollisia rivejä: { $ready }. Korjattavia rivejä: { $refused }. Mitään ei ole vielä tallennettu.
# $count (Number) - unchecked rows
parties-preview-unchecked = Rekisterit eivät ehtineet vastata kaikista riveistä. Tarkistamatta: { $count }. Jatkakaa tarkistusta; jo tarkistetut rivit pysyvät.
# $rows (String) - numbers of rows
parties-preview-unchecked-rows = Rivit: { $rows }.
# $count (Number) - how many rows
parties-preview-unchecked-left-out = Tarkistamattomat rivit ({ $count }) jäävät pois, jos tallennatte nyt.
# $count (Number) - how many rows
parties-saved-unchecked = Rekisterit eivät vastanneet kaikista riveistä. Tallentamatta jäi: { $count }. Voitte tarkistaa ne uudelleen alla.
parties-preview-check = Jatka tarkistusta
# $count (Number) - rows
parties-preview-save = { $count ->
    [one] Tallenna yksi rivi
   *[other] Tallenna { $count } riviä
}
# $count (Number) - refused rows
parties-preview-left-out = Korjattavat rivit ({ $count }) jäävät pois.
parties-preview-once = Kelvolliset rivit tallennetaan kaikki kerralla tai ei yhtään.
parties-preview-changed = Osaa riveistä ei voi enää lisätä, koska tilanne on muuttunut sillä välin. Mitään ei tallennettu. Tarkistakaa rivit ja tallentakaa loput.
parties-preview-refused = Korjattavat rivit
# $count (Number) - further rows
parties-preview-more-refused = Lisäksi { $count } muuta riviä. Korjatkaa ensin nämä.
parties-preview-correct = Korjatkaa rivit tässä
parties-preview-correct-hint = Tallentakaa ensin kelvolliset rivit. Korjatut rivit tarkistetaan omana luettelonaan.
parties-preview-correct-all = Yhtään riviä ei voi vielä tallentaa. Korjatut rivit tarkistetaan omana luettelonaan.
parties-preview-correct-button = Tarkista korjatut rivit
parties-preview-ready = Kelvolliset rivit
parties-preview-added = Tallennetut rivit
parties-column-row = Rivi
parties-column-text = Sisältö
parties-column-problem = Näin korjaatte
# $number (Number) - number of the row
parties-row-number = Rivi { $number }
parties-row-not-kept = Sisältöä ei säilytetä.
parties-row-identity-code = Rivillä on henkilötunnus. Poistakaa se. Henkilötunnuksia ei tarvita täällä.
parties-row-formula = Rivillä on kaava: solu alkaa merkillä =, +, - tai @. Kopioikaa solun arvo kaavan sijaan.
parties-row-business-id-missing = Kirjoittakaa Y-tunnus ensimmäiseen sarakkeeseen.
parties-row-business-id = Tarkistakaa Y-tunnus. Antakaa se muodossa 1234567-1.
parties-row-own = Tämä on oma Y-tunnuksenne. Antakaa mukanaliittyjän Y-tunnus.
parties-row-service-missing = Valitkaa vähintään yksi palvelu.
parties-row-service = Palvelua ei tunnistettu. Kirjoittakaa sen nimi niin kuin se tällä sivustolla on.
parties-row-not-joint = Tähän palveluun ei liitytä yhteisliittymisellä. Valitkaa toinen palvelu.
parties-row-email = Tarkistakaa sähköpostiosoite, esimerkiksi nimi@esimerkki.fi.
parties-row-long = Rivillä on liian pitkä solu. Lyhentäkää se.
parties-row-columns = Rivillä on liian monta saraketta. Tarkistakaa sarakkeiden erotin.
# $row (Number) - earlier row
parties-row-repeated = Sama mukanaliittyjä ja palvelu on jo rivillä { $row }. Poistakaa toinen.
parties-row-already = Tämä on jo mukanaliittyjänne tässä palvelussa. Poistakaa rivi.
parties-row-service-ends = Rivillä on palvelu, jonka käyttönne päättyy. Siihen ei voi enää lisätä mukanaliittyjiä. Poistakaa palvelu riviltä.
parties-row-unknown = Y-tunnusta ei ole SOTE-organisaatiorekisterissä. Mukanaliittyjä rekisteröityy ensin Soterissa.
parties-row-registration-ended = Rekisteröinti on päättynyt. Poistakaa rivi tai selvittäkää asia mukanaliittyjän kanssa.
parties-row-public = Julkinen organisaatio liittyy suoraan. Poistakaa rivi.
parties-reason-missing = Kirjoittakaa perustelu.
# $limit (Number) - most characters
parties-reason-long = Lyhentäkää perustelu enintään { $limit } merkkiin.
parties-reason-identity-code = Poistakaa perustelusta henkilötunnus.
parties-day-missing = Valitkaa päivä.
parties-day-wrong = Kirjoittakaa päivä muodossa 1.2.2027.
parties-day-past = Päivä on mennyt. Valitkaa tämä päivä tai myöhempi.
parties-day-far = Päivä on yli vuoden päässä. Valitkaa aikaisempi päivä.
parties-news-title = Yhteisliittymiset
parties-news-lead = Riitautukset, lähtemiset ja muutokset tuotantokäytön alettua, vanhin ensin.
parties-news-none = Mikään ei odota käsittelyä.
# $party (String) - name of the party
parties-news-contested = { $party } riitauttaa liittymisen.
# $party (String) - name of the party
parties-news-leaving = { $party } haluaa liittyä suoraan.
# $party (String) - name of the party
parties-news-unanswered = { $party } ei ole vastannut muistutuksista huolimatta.
# $count (Number) - parties
parties-news-added = { $count ->
    [one] Pääliittyjä lisäsi mukanaliittyjän tuotantokäytön alettua.
   *[other] Pääliittyjä lisäsi { $count } mukanaliittyjää tuotantokäytön alettua.
}
# $party (String) - name of the party
parties-news-ended = { $party }: liittyminen päättyy tai on päättynyt.
parties-news-handle = Merkitse käsitellyksi
# $name (String) - main joiner
parties-of-title = { $name }: mukanaliittyjät
parties-of-none = Mukanaliittyjiä ei ole.
# $time (String) - date and time
parties-finding-known = SOTE-organisaatiorekisterissä. Haettu { $time }.
# $time (String) - date and time
parties-finding-stale = Rekisteri ei vastaa. Viimeksi rekisterissä { $time }.
# $name (String) - name in the register
parties-finding-name = Nimi rekisterissä on nyt { $name }.
parties-finding-unknown = Ei ole SOTE-organisaatiorekisterissä.
parties-finding-practitioner = Terveydenhuollon itsenäisten ammatinharjoittajien rekisterissä.
parties-finding-down = Rekisteri ei vastaa, joten tietoa ei ole tarkistettu.
parties-finding-direct = Mukanaliittyjälle on myönnetty sama palvelu myös suoraan.
# $date (String) - when it was said
parties-text-you-confirmed = Olette vahvistaneet liittymisen { $date }.
# $date (String) - when it was said
parties-text-you-contested = Olette riitauttaneet liittymisen { $date }. Pääliittyjä ja käsittelijät ovat saaneet perustelunne. Voitte vielä vahvistaa liittymisen.
# $date (String) - when it was said
parties-text-you-leaving = Olette ilmoittaneet { $date }, että haluatte liittyä suoraan. Yhteisliittyminen jatkuu, kunnes oma tuotantokäyttönne alkaa.
parties-go-on-title = Peruuttakaa päättäminen
parties-go-on-text = Liittyminen jatkuu niin kuin ennen, ja mukanaliittyjälle kerrotaan, ettei viimeistä päivää enää ole.
parties-go-on = Peruuta päättäminen
parties-joined-object = Jos päivä tai syy on väärä, sopikaa siitä pääliittyjän kanssa: se voi muuttaa päivää tai peruuttaa päättämisen.
parties-news-settled-tag = Valmis
# $date (String) - when the party answered
parties-news-settled = Selvinnyt: mukanaliittyjä vahvisti liittymisen { $date }.
# $date (String) - when the party answered
parties-news-answered = Mukanaliittyjä vastasi { $date }.
parties-news-stays = Selvinnyt: mukanaliittyjän oma hakemus ei johtanut käyttöönottoon, joten mukanaliittyjä jää yhteisliittymiseen.
parties-news-goes-on = Selvinnyt: päättäminen on peruutettu. Liittyminen jatkuu.
# $party (String) - name of the party
parties-news-added-one = Pääliittyjä lisäsi mukanaliittyjän tuotantokäytön alettua: { $party }.
# $count (Number) - parties
parties-news-added-otherwise = { $count ->
    [one] Organisaatio lisäsi mukanaliittyjän, vaikka se ei ole hakenut palvelua pääliittyjänä.
   *[other] Organisaatio lisäsi { $count } mukanaliittyjää, vaikka se ei ole hakenut palvelua pääliittyjänä.
}
parties-of-granted-otherwise = Palvelu on myönnetty tälle organisaatiolle ilman yhteisliittymistä. Sen hakemuksessa ei ole ollut mukanaliittyjiä, eikä kukaan ole käsitellyt niitä.
# $party (String) - name of the party
parties-news-added-otherwise-one = Organisaatio lisäsi mukanaliittyjän, vaikka se ei ole hakenut palvelua pääliittyjänä: { $party }.
