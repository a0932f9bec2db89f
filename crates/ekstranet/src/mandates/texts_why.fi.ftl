mandates-why-lead-known = Suomi.fi-valtuudet kertoi tässä istunnossa, että teillä on yhteys näihin organisaatioihin. Valitkaa organisaatio, niin kerromme, mitä puuttuu.
mandates-why-elsewhere = Puuttuuko organisaatio luettelosta?
mandates-why-elsewhere-text = Emme voi kertoa organisaatiosta, johon teillä ei Suomi.fin mukaan ole yhteyttä. Kysykää Suomi.fistä uudelleen tai pyytäkää organisaatiolta oikeus.
mandates-why-where = Mistä kysyttiin
mandates-why-where-text = Suomi.fi-valtuuksista. Se tarkistaa asemat kaupparekisteristä, yhdistysrekisteristä ja Yritys- ja yhteisötietojärjestelmästä (YTJ) ja valtuudet valtuusrekisteristä.
mandates-why-who = Kuka
mandates-why-time = Kuinka kauan
mandates-why-estimates = Ajat ovat arvioitamme marraskuulta 2026, eivät lupauksia.
mandates-why-applications = Kolmen viikon varaus perustuu siihen, että hakemuksella valtuuttaminen kesti vuonna 2020 kahdesta kolmeen viikkoa. Tarkistakaa nykyinen käsittelyaika Digi- ja väestötietovirastolta.
mandates-step-retry-who = Te itse
mandates-step-retry-time = Arviolta saman päivän aikana
mandates-step-signatory-who = Te itse, tarvittaessa yhdessä toisen nimenkirjoittajan kanssa
mandates-step-signatory-time = Arviolta muutama minuutti. Yhdessä annettu valtuus alkaa, kun kaikki ovat vahvistaneet sen.
mandates-step-granting-who = Te itse
mandates-step-granting-time = Arviolta muutama minuutti
mandates-step-private-who = Toimitusjohtaja, hänen sijaisensa, nimenkirjoittaja, elinkeinonharjoittaja tai valtuutusoikeuden haltija
mandates-step-private-time = Arviolta muutama minuutti, kun antaja voi kirjautua Suomi.fihin. Jos yhdistys tai yritys hakee valtuuden Digi- ja väestötietovirastolta, varatkaa vähintään kolme viikkoa.
mandates-step-public-who = Organisaation johto hakee valtuutusoikeuden; se, joka on saanut sen, antaa valtuuden
mandates-step-public-time = Valtuutusoikeuden hakemiseen vähintään kolme viikkoa, valtuuden antamiseen arviolta muutama minuutti
mandates-step-other-who = Organisaation edustaja, esimerkiksi sivuliikkeen edustaja, yhtiön nimenkirjoittaja tai kuolinpesän hoitaja
mandates-step-other-time = Arviolta muutama minuutti, kun Suomi.fi tunnistaa edustajan. Hakemukseen varatkaa vähintään kolme viikkoa.
mandates-letter-organisation-to-write = [täydentäkää organisaation nimi ja Y-tunnus]
mandates-letter-grantor-to = Valtuuden antajalle yrityksessä tai yhdistyksessä
# $organisation (String) - name and business ID of the organisation
# $person (String) - name of the person
mandates-letter-grantor =
    Hei!
    Tarvitsen Suomi.fi-valtuuden asioidakseni Kanta Ekstranetissä. Organisaatio: { $organisation }.
    Valtuuden nimi on ”Sosiaali- ja terveydenhuollon digitaalisten palvelujen käyttöönotto”. Sen voi antaa osoitteessa suomi.fi/valtuudet: kirjautukaa, valitkaa organisaatio ja lisätkää minut valtuutetuksi. Tähän menee muutama minuutti.
    Terveisin { $person }
mandates-letter-leaders-to = Julkisen organisaation tai säätiön johdolle
# $organisation (String) - name and business ID of the organisation
# $person (String) - name of the person
mandates-letter-leaders =
    Hei!
    Kanta Ekstranetissä asioidaan organisaatiomme puolesta vain Suomi.fi-valtuudella. Organisaatio: { $organisation }.
    1. Jos valtuutusoikeutta ei ole vielä kenelläkään, valitkaa vähintään kaksi henkilöä ja hakekaa se heille Digi- ja väestötietovirastolta (suomi.fi/valtuudet, hakemuksella valtuuttaminen). Varatkaa vähintään kolme viikkoa.
    2. Pyydän heitä antamaan minulle valtuuden ”Sosiaali- ja terveydenhuollon digitaalisten palvelujen käyttöönotto”. Valtuutusoikeus ei yksin riitä asiointiin.
    Terveisin { $person }
mandates-letter-representative-to = Sille, joka edustaa organisaatiota
# $organisation (String) - name and business ID of the organisation
# $person (String) - name of the person
mandates-letter-representative =
    Hei!
    Tarvitsen Suomi.fi-valtuuden asioidakseni Kanta Ekstranetissä. Organisaatio: { $organisation }.
    Valtuuden nimi on ”Sosiaali- ja terveydenhuollon digitaalisten palvelujen käyttöönotto”. Jos voitte kirjautua organisaation puolesta osoitteessa suomi.fi/valtuudet, antakaa valtuus siellä. Jos Suomi.fi ei tunnista oikeuttanne edustaa, hakekaa valtuus Digi- ja väestötietovirastolta (hakemuksella valtuuttaminen) ja varatkaa siihen vähintään kolme viikkoa.
    Terveisin { $person }
mandates-letter-cosignatory-to = Toiselle nimenkirjoittajalle, jos kirjoitatte nimen yhdessä
# $organisation (String) - name and business ID of the organisation
# $person (String) - name of the person
mandates-letter-cosignatory =
    Hei!
    Annan Suomi.fi-valtuuksissa valtuuden ”Sosiaali- ja terveydenhuollon digitaalisten palvelujen käyttöönotto”, jotta voin asioida Kanta Ekstranetissä. Organisaatio: { $organisation }.
    Koska kirjoitamme nimen yhdessä, valtuus alkaa vasta, kun sinäkin vahvistat sen osoitteessa suomi.fi/valtuudet.
    Terveisin { $person }
mandates-letter-support-to = Asiakastuelle, jos uusi yritys ei auta
# $organisation (String) - name and business ID of the organisation
# $moment (String) - when Suomi.fi was asked
# $person (String) - name of the person
mandates-letter-support =
    Hei!
    En pääse asioimaan Kanta Ekstranetissä, koska rekisteri ei vastannut. Organisaatio: { $organisation }. Suomi.fi-valtuuksista kysyttiin { $moment }.
    Terveisin { $person }
mandates-step-registers = Tarkistakaa, onko organisaatio merkitty kaupparekisteriin, yhdistysrekisteriin tai Verohallinnon rekisteriin. Ilmoitus tehdään YTJ:n kautta osoitteessa ytj.fi.
mandates-step-registers-who = Se, joka tekee organisaation rekisteri-ilmoitukset
mandates-step-registers-time = Uuden organisaation rekisteröinti kestää arviolta päivistä viikkoihin.
mandates-letter-unregistered-to = Asiakastuelle, jos organisaatio on jo merkitty rekisteriin
# $organisation (String) - name and business ID of the organisation
# $moment (String) - when the register was asked
# $person (String) - name of the person
mandates-letter-unregistered =
    Hei!
    En pääse asioimaan Kanta Ekstranetissä, koska YTJ:stä ei löytynyt tietoja organisaatiosta { $organisation }. Rekisteristä kysyttiin { $moment }. Organisaatio on merkitty rekisteriin, joten pyydän selvittämään asian.
    Terveisin { $person }
mandates-letter-suomi =
    Hei!
    Suomi.fi-valtuudet ei käsitellyt pyyntöä minun tiedoillani, kun yritin asioida Kanta Ekstranetissä. Pyydän selvittämään, mistä se johtuu ja miten voin asioida.
mandates-letter-suomi-to = Viesti Suomi.fin asiakastuelle
# $moment (String) - when Suomi.fi was asked
mandates-stopped-when = Suomi.fi-valtuuksista kysyttiin { $moment }.
mandates-why-prepare = Valmistelkaa hakemus jo nyt
mandates-why-prepare-text = Oikeutta odottaessanne voitte täyttää hakemuksen valmiiksi. Luonnoksen näette vain te. Kun joku organisaatiossa saa oikeuden, hän ottaa luonnoksen käyttöön, allekirjoittaa ja lähettää sen.
# $service (String) - name of the service
mandates-why-prepare-button = Valmistele: { $service }
mandates-why-prepared = Valmistelemanne hakemukset
mandates-reason-earlier = Suomi.fi ei ole palauttanut teille tässä istunnossa oikeutta tähän organisaatioon. Yllä näette, mitä se vastasi viimeksi. Oikeus on voinut päättyä: kysykää Suomi.fistä uudelleen tai pyytäkää organisaatiolta uusi valtuus.
mandates-reason-earlier-untold = Tässä istunnossa Suomi.fistä ei ole saatu tietoa, onko teillä oikeus tähän organisaatioon. Yllä näette, mitä se vastasi viimeksi. Kysykää Suomi.fistä alla olevalla painikkeella.
# $moment (String) - when the right was last seen
mandates-reason-ended = Teillä on ollut oikeus asioida tämän organisaation puolesta. Se oli voimassa viimeksi { $moment }. Suomi.fin viimeisimmässä vastauksessa sitä ei ollut.
mandates-known-earlier = ei tarkistettu tässä istunnossa
# $day (String) - the last day
mandates-reason-ended-on = Valtuutenne päättyi { $day }, kuten olette itse merkinnyt. Organisaatio voi antaa uuden valtuuden Suomi.fissä.
mandates-why-lead-earlier = Suomi.fi-valtuudet on kertonut aiemmin, että teillä on yhteys näihin organisaatioihin. Tässä istunnossa niistä ei ole saatu tietoa.
mandates-why-lead-unasked = Suomi.fi-valtuuksista ei ole vielä kysytty tässä istunnossa, minkä organisaatioiden puolesta saatte asioida. Kysykää ensin. Alla kerromme, kuka voi auttaa, jos oikeus puuttuu.
mandates-why-lead-unanswered = Emme saaneet Suomi.fi-valtuuksista tietoa organisaatioista, joiden puolesta saatte asioida. Alla kerromme, mitä tapahtui ja kuka voi auttaa.
mandates-round-none = ei vielä tässä istunnossa
mandates-round-begun = Siirryitte Suomi.fihin, mutta ette ole palannut sieltä takaisin.
mandates-round-told = Suomi.fi palautti organisaatioita.
mandates-round-nothing = Suomi.fi ei palauttanut yhtään organisaatiota.
mandates-round-foreign = Suomi.fi palautti vain organisaatioita, joilla on toisen maan tunnus.
mandates-round-cancelled = Palasitte Suomi.fistä valitsematta organisaatiota.
mandates-round-over = Käyntinne Suomi.fissä oli jo päättynyt, joten se ei antanut vastausta.
mandates-round-unanswered = Suomi.fi ei vastannut, tai vastausta ei voitu lukea.
mandates-round-refused = Suomi.fi ei käsitellyt pyyntöä teidän tiedoillanne.
mandates-reason-unasked = Suomi.fin vastaus puuttuu, koska siltä ei ole vielä kysytty.
mandates-reason-cancelled = Ette valinnut organisaatiota. Jos Suomi.fi ei tarjonnut valittavaksi yhtään, teillä ei ole sen mukaan asemaa eikä valtuutta missään organisaatiossa.
mandates-reason-unanswered = Suomi.fin vastaus puuttuu. Ilman sitä emme tiedä, minkä organisaatioiden puolesta saatte asioida.
mandates-reason-foreign = Asiakas voi olla vain organisaatio, jolla on suomalainen Y-tunnus. Sellaista ei ollut vastauksessa.
