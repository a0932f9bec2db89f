mandates-act-for-title = Kenen puolesta asioitte?
mandates-act-for-lead = Valitkaa organisaatio, jonka puolesta asioitte. Oikeutenne tarkistetaan Suomi.fi-valtuuksista.
mandates-act-for-explained = Siirrytte Suomi.fi-valtuuksiin. Näette siellä ne organisaatiot, joiden puolesta voitte asioida, ja palaatte sitten tänne.
mandates-act-for-button = Valitse organisaatio Suomi.fissä
mandates-act-for-access = Katsokaa, mitä asiointiin tarvitaan
mandates-known-title = Tässä istunnossa tarkistetut organisaatiot
mandates-known-library = vain tietosuojaohjeet
mandates-known-no-right = oikeus ei riitä, katsokaa miksi
# $moment (String) - when Suomi.fi was asked
mandates-checked-at = Tarkistettu { $moment }
# $moment (String) - when the company register last told the legal form
mandates-kind-last-known = Yritysrekisteri ei vastannut tarkistuksessa. Yritysmuoto on tiedosta, jonka rekisteri antoi viimeksi { $moment }.
# $moment (String) - when the person last chose the organisation
mandates-last-used = Viimeksi valittu { $moment }
mandates-search-label = Hae nimellä tai Y-tunnuksella
mandates-search-kind = Millainen organisaatio
mandates-search-all = Kaikki
mandates-search-button = Hae
mandates-search-none = Hakua vastaavia organisaatioita ei ole.
# $shown (Number) - organisations on the page
# $found (Number) - organisations found
mandates-search-found = Näytetään { $shown } / { $found } organisaatiota, viimeksi valitut ensin.
mandates-nature-sole-trader = elinkeinonharjoittaja
mandates-nature-practitioner = itsenäinen ammatinharjoittaja
mandates-nature-pharmacist = apteekkari
mandates-nature-foundation = säätiö
mandates-me-title = Omat tiedot
mandates-me-name = Nimi
mandates-me-session = Istunto
# $moment (String) - when the session ends at the latest
mandates-me-session-text = päättyy viimeistään { $moment }
mandates-me-organisations = Organisaatiot, joiden puolesta voitte asioida nyt
mandates-me-none = Ette ole vielä valinnut organisaatiota.
mandates-me-choose = Valitse organisaatio
mandates-role-tj = toimitusjohtaja
mandates-role-tjs = toimitusjohtajan sijainen
mandates-role-vtj = varatoimitusjohtaja
mandates-role-eli = elinkeinonharjoittaja
mandates-role-deployment = valtuus: sosiaali- ja terveydenhuollon digitaalisten palvelujen käyttöönotto
mandates-role-privacy = valtuus: sosiaali- ja terveydenhuollon digitaalisten palvelujen tietosuojaohjeiden katselu
mandates-role-nimko = nimenkirjoitusoikeus
mandates-role-pj = hallituksen puheenjohtaja
mandates-role-j = hallituksen jäsen
mandates-role-is = isännöitsijä
mandates-role-pis = päävastuullinen isännöitsijä
mandates-role-s = selvitysmies
mandates-role-til = tilintarkastaja
mandates-role-yhm = vastuunalainen yhtiömies
mandates-role-pr = prokuristi
mandates-role-granting = valtuutusoikeus (oikeus antaa valtuuksia)
# $name (String) - name of the mandate theme
mandates-role-other-mandate = muu valtuus: { $name }
# $code (String) - role code of Suomi.fi
mandates-role-unknown = rooli { $code }
mandates-why-title = Miksi en voi asioida?
# $organisation (String) - name of the organisation
mandates-why-lead = Oikeutenne ei riitä asiointiin organisaation { $organisation } puolesta. Alla kerromme, mitä tarkistimme ja kuka voi auttaa.
mandates-why-lead-open = Suomi.fi-valtuudet ei palauttanut yhtään organisaatiota, jonka puolesta voisitte asioida. Alla kerromme, kuka voi auttaa.
# $organisation (String) - name of the organisation
mandates-why-lead-unsure = Emme tiedä vielä, voitteko asioida organisaation { $organisation } puolesta. Alla kerromme, mitä tarkistimme ja kuka voi auttaa.
mandates-why-looked = Mitä tarkistimme
mandates-why-organisation = Organisaatio
mandates-why-when = Kysytty Suomi.fi-valtuuksista
mandates-why-returned = Suomi.fin vastaus teistä
mandates-why-no-roles = ei rooleja eikä valtuuksia
mandates-why-nature = Yritysmuoto Yritys- ja yhteisötietojärjestelmän (YTJ) mukaan
mandates-why-nature-private = yksityinen organisaatio
mandates-why-nature-public = julkinen organisaatio
mandates-why-nature-other = muu yksityinen organisaatio, jonka puolesta asioidaan valtuudella
mandates-why-nature-not-registered = ei tietoja tällä Y-tunnuksella
mandates-why-nature-unknown = ei saatu selville
mandates-why-missing = Mitä puuttuu
mandates-why-steps = Kuka voi antaa oikeuden ja miten
mandates-why-library = Voitte kuitenkin lukea tietosuojaohjeita:
mandates-why-retry = Kysy Suomi.fistä uudelleen
mandates-why-other = Valitse uudelleen Suomi.fissä
mandates-why-ask = Kysy Suomi.fistä
mandates-why-message-title = Viesti sille, joka voi antaa valtuuden
mandates-why-message-hint = Kopioikaa teksti ja lähettäkää se organisaatioonne.
mandates-reason-incomplete = Suomi.fi ei saanut vastausta kaikista rekistereistä, joten tieto oikeudestanne on puutteellinen eikä riitä.
mandates-reason-not-registered = Asema antaa oikeuden vain yksityisessä organisaatiossa. YTJ:ssä ei ole tietoja organisaatiosta tällä Y-tunnuksella, joten asemaanne ei voitu ottaa huomioon. Uudelleen kysyminen auttaa vasta, kun tiedot on merkitty. Valtuus antaa oikeuden heti.
mandates-reason-nature-unknown = Asema antaa oikeuden vain yksityisessä organisaatiossa. Yritys- ja yhteisötietojärjestelmästä (YTJ) ei nyt saada tietoa organisaation oikeudellisesta muodosta, joten asemaanne ei voitu ottaa huomioon.
mandates-reason-public = Julkisen organisaation ja säätiön puolesta asioidaan aina valtuudella. Asema rekisterissä ei riitä.
mandates-reason-form = Asema antaa oikeuden osakeyhtiössä, henkilöyhtiössä, osuuskunnassa ja yhdistyksessä sekä elinkeinonharjoittajalle. YTJ:n mukaan organisaatiolla on muu muoto, esimerkiksi ulkomaisen yrityksen sivuliike, keskinäinen yhtiö tai kuolinpesä, joten sen puolesta asioidaan valtuudella.
mandates-reason-signatory = Nimenkirjoitusoikeus ei sellaisenaan riitä, mutta voitte antaa sillä valtuuden.
mandates-reason-granting = Teillä on oikeus antaa valtuuksia, mutta ette ole antanut asiointivaltuutta itsellenne.
# $positions (String) - the positions that give a right
mandates-reason-other-position = Asemanne ei anna oikeutta asioida ilman valtuutta. Oikeuden antavat vain nämä rekisteriin merkityt asemat: { $positions }.
mandates-reason-no-position = Tässä palvelussa asioidaan aina valtuudella. Asema rekisterissä ei riitä.
mandates-reason-other-mandate = Valtuutenne koskee muuta asiaa.
mandates-reason-privacy = Valtuutenne antaa oikeuden lukea vain tietosuojaohjeita. Palvelujen käyttöönottoon tarvitaan käyttöönoton valtuus.
mandates-reason-no-organisation = Suomi.fi ei palauttanut teille asemaa eikä valtuutta missään organisaatiossa.
mandates-reason-nothing = Suomi.fi ei palauttanut teille asemaa eikä valtuutta tässä organisaatiossa.
mandates-step-retry = Odottakaa hetki ja kysykää uudelleen alla olevalla painikkeella.
mandates-step-signatory = Antakaa valtuus osoitteessa suomi.fi/valtuudet itsellenne tai toiselle. Jos kirjoitatte nimen vain yhdessä toisen kanssa, antakaa valtuus yhdessä.
mandates-step-granting = Antakaa osoitteessa suomi.fi/valtuudet itsellenne valtuus ”Sosiaali- ja terveydenhuollon digitaalisten palvelujen käyttöönotto”.
mandates-step-private = Yrityksessä ja yhdistyksessä valtuuden antaa osoitteessa suomi.fi/valtuudet toimitusjohtaja, hänen sijaisensa, nimenkirjoittaja tai elinkeinonharjoittaja, tai se, jolla on valtuutusoikeus. Valtuus on voimassa siitä päivästä, jonka antaja valitsee.
mandates-step-public = Julkisessa organisaatiossa ja säätiössä vähintään kahdelle henkilölle haetaan ensin valtuutusoikeus Digi- ja väestötietovirastolta (hakemuksella valtuuttaminen, aiemmin virkailijavaltuuttaminen). Sen jälkeen he antavat asiointivaltuuden osoitteessa suomi.fi/valtuudet.
mandates-step-other = Valtuuden antaa osoitteessa suomi.fi/valtuudet se, joka saa rekisterin mukaan edustaa organisaatiota. Jos Suomi.fi ei tunnista häntä, kuten usein ulkomaisen yrityksen sivuliikkeessä ja kuolinpesässä, valtuus haetaan Digi- ja väestötietovirastolta (hakemuksella valtuuttaminen).
mandates-cancelled-title = Valinta peruutettiin
mandates-cancelled-text = Ette valinnut organisaatiota Suomi.fissä.
mandates-over-title = Valinta on aloitettava uudelleen
mandates-over-text = Palasitte Suomi.fi-valtuuksista liian myöhään, toiseen kertaan tai toisesta istunnosta. Turvallisuussyistä valintaa ei hyväksytty.
mandates-person-refused-title = Suomi.fi ei voi selvittää oikeuksianne
mandates-person-refused-text = Suomi.fi-valtuudet ei käsittele pyyntöä teidän tiedoillanne, eikä se kerro meille syytä. Lähettäkää alla oleva viesti Suomi.fin asiakastuelle.
mandates-foreign-title = Ulkomaan tunnuksella ei voi asioida
# $count (Number) - organisations that cannot be customers
mandates-foreign-text = { $count ->
    [one] Valitsitte Suomi.fissä organisaation, jolla on toisen maan tunnus. Se ei voi olla asiakas tässä palvelussa: asiakkaalla on suomalainen Y-tunnus.
   *[other] Valitsitte Suomi.fissä { $count } organisaatiota, joilla on toisen maan tunnus. Ne eivät voi olla asiakkaita tässä palvelussa: asiakkaalla on suomalainen Y-tunnus.
    }
mandates-foreign-who = Organisaatio itse. Ulkomainen yritys saa Y-tunnuksen, kun se tekee perustamisilmoituksen osoitteessa ytj.fi, esimerkiksi sivuliikkeestään. Sen jälkeen tarvitsette uuden valtuuden, joka koskee Y-tunnusta.
mandates-foreign-time = Rekisteröinti kestää arviolta päivistä viikkoihin.
mandates-foreign-go-on = Jatkakaa muiden valitsemienne puolesta
mandates-person-refused-who = Digi- ja väestötietovirasto. Sen ylläpitämä Suomi.fin asiakastuki selvittää syyn. Jos tietonne väestötietojärjestelmässä tai holhousasioiden rekisterissä ovat väärin, virasto korjaa ne. Kanta Ekstranetin asiakastuki ei näe syytä.
mandates-person-refused-time = Selvitys vie arviolta muutaman arkipäivän, rekisteritiedon korjaus viikkoja. Sillä välin organisaatio voi valtuuttaa toisen henkilön.
mandates-other-title = Organisaatio puuttui Suomi.fin vastauksesta
mandates-other-text = Toiminto odotti vahvistusta organisaation puolesta, jota Suomi.fin vastauksessa ei ollut. Joko valitsitte Suomi.fissä toisen organisaation tai oikeutenne on päättynyt. Toimintoa ei toteutettu. Valitkaa organisaatio uudelleen. Jos sitä ei enää voi valita, oikeutenne on päättynyt.
# $awaited (String) - the organisation for which the act waits
# $returned (String) - the organisations in the answer
mandates-other-named = Vahvistusta odottava organisaatio: { $awaited }. Suomi.fin vastauksessa: { $returned }.
mandates-gone-title = Oikeutenne ei enää riitä
mandates-gone-text = Suomi.fin mukaan teillä ei ole nyt oikeutta sitoa organisaatiota, joten toimintoa ei toteutettu.
mandates-unsure-title = Oikeuttanne ei voitu nyt tarkistaa
mandates-unsure-text = Jokin rekisteri ei vastannut Suomi.fille tai meille, joten emme tiedä, onko teillä oikeus sitoa organisaatio. Toimintoa ei toteutettu. Kysykää hetken kuluttua Suomi.fistä uudelleen ja tehkää toiminto sitten uudelleen.
mandates-only-foreign-title = Valitsitte ulkomaisen organisaation
mandates-only-foreign-text = Toiminto odotti vahvistusta organisaation puolesta, jolla on suomalainen Y-tunnus. Suomi.fin vastauksessa oli vain organisaatioita, joilla on toisen maan tunnus. Toimintoa ei toteutettu. Valitkaa organisaatio uudelleen ja tehkää toiminto sitten uudelleen.
mandates-changed-title = Tiedot ovat muuttuneet
mandates-changed-text = Jokin, mihin toiminto perustuu, on muuttunut sen jälkeen, kun aloititte sen. Joku on voinut muuttaa vastauksia tai tietoja, rekisteri on voinut vastata toisin, tai päivä, määräaika tai varmenne ei ehkä enää kelpaa. Tämä toiminto ei allekirjoittanut eikä lähettänyt mitään. Katsokaa tiedot uudelleen ja tehkää toiminto sitten uudelleen.
mandates-act-over-title = Toiminto on jo käsitelty
mandates-act-over-text = Tämä vahvistus on jo käytetty. Katsokaa organisaation sivuilta, onko asia valmis.
mandates-stopped-kept = Tallennetut tiedot ovat tallessa.
mandates-stopped-back = Palatkaa siihen, mitä olitte tekemässä
mandates-stopped-again = Valitkaa uudelleen
mandates-stopped-ask-again = Kysykää uudelleen
mandates-stopped-look = Katsokaa tiedot uudelleen
mandates-stopped-why = Katsokaa, mitä puuttuu
mandates-stopped-choose = Valitse organisaatio
