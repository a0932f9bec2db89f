front-joining = Pitääkö meidän liittyä Kantaan?
front-joining-description = Viisi kysymystä: mihin Kanta-palveluihin teidän pitää liittyä, mihin mennessä, millä liittymismallilla, mitä se maksaa ja mitä papereita tarvitsette.
front-joining-lead = Vastatkaa viiteen kysymykseen. Kerromme, mihin palveluihin liitytte, mihin mennessä, miten, mitä se maksaa vuodessa ja mitä tarvitsette. Vastauksia ei tallenneta.
front-joining-sector = Mitä toimintanne on?
front-joining-sector-health = Terveydenhuoltoa
front-joining-sector-social = Sosiaalihuoltoa
front-joining-sector-both = Terveydenhuoltoa ja sosiaalihuoltoa
front-joining-sector-pharmacy = Apteekkitoimintaa
front-joining-sector-hint = Sairaala-apteekki kuuluu sairaalan terveydenhuoltoon.
front-joining-owner = Onko organisaatio yksityinen vai julkinen?
front-joining-owner-private = Yksityinen: yritys, yhdistys, säätiö, osuuskunta tai ammatinharjoittaja
front-joining-owner-public = Julkinen: hyvinvointialue, Helsinki, HUS-yhtymä tai valtion yksikkö
front-joining-records = Miten käsittelette asiakas- ja potilastietoja?
front-joining-records-system = Tietojärjestelmällä
front-joining-records-paper = Vain paperilla
front-joining-aland = Toimitteko Ahvenanmaalla?
front-joining-aland-no = Emme
front-joining-aland-yes = Kyllä
front-joining-register = Kenen rekisteriin kirjaatte tiedot?
front-joining-register-hint = Kun tuotatte palvelua hyvinvointialueen tai muun palvelunantajan lukuun, tiedot kuuluvat sen rekisteriin.
front-joining-register-own = Omaan rekisteriimme
front-joining-register-other = Toisen palvelunantajan rekisteriin
front-joining-register-both = Molempiin
front-joining-volume = Määrä vuodessa maksun arviota varten
front-joining-volume-hint = Yksityinen terveydenhuolto: laaditut sähköiset lääkemääräykset. Apteekki: toimitetut lääkemääräykset. Julkinen: alueen asukkaat (valtion yksikössä asiakkaat). Esimerkiksi 1200.
front-joining-show = Näytä, mitä tarvitsemme
front-joining-missing = Valitkaa vastaus.
front-joining-volume-wrong = Antakaa määrä kokonaislukuna, esimerkiksi 1200, tai jättäkää kenttä tyhjäksi.
front-joining-must = Teidän pitää liittyä Kanta-palveluihin
front-joining-must-text = Palvelunantajan ja apteekin pitää liittyä niihin Kanta-palveluihin, joihin niiden on tallennettava tietoja tai joista tietoja luovutetaan niille (laki 703/2023, 67 §). Siirtymäaika on päättynyt.
front-joining-must-later = Palvelunantajan ja apteekin pitää liittyä niihin Kanta-palveluihin, joihin niiden on tallennettava tietoja tai joista tietoja luovutetaan niille (laki 703/2023, 67 §). Viimeinen liittymispäivä on kunkin palvelun kohdalla.
front-joining-voluntary = Voitte liittyä Kanta-palveluihin, mutta teidän ei ole pakko
front-joining-voluntary-text = Ahvenanmaan palvelunantajat voivat liittyä Kanta-palveluihin (laki 703/2023, 67 §). Jos liitytte, alla oleva koskee myös teitä.
front-joining-paper = Teidän ei tarvitse liittyä nyt
front-joining-paper-text = Yksityisen palvelunantajan pitää liittyä, jos se käyttää asiakas- tai potilastietojen käsittelyyn tietojärjestelmää (laki 703/2023, 67 §). Kun otatte järjestelmän käyttöön, alla oleva koskee myös teitä.
front-joining-answers = Vastauksenne
front-joining-change = Muuttakaa vastauksia
front-joining-share = Vastaukset ovat sivun osoitteessa. Voitte lähettää osoitteen tai tulostaa sivun.
front-joining-services = Palvelut ja ajankohta
front-joining-now = Velvollisuus on voimassa nyt.
# $date (String) - first day of the duty
front-joining-since = Velvollisuus alkoi { $date }.
# $date (String) - first day of the duty
front-joining-until = Liittykää viimeistään { $date }.
front-joining-can = Voitte ottaa palvelun käyttöön.
front-joining-when-prescribing = Tarvitsette tämän palvelun, jos laaditte lääkemääräyksiä.
front-joining-when-imaging = Tarvitsette tämän palvelun, jos teette kuvantamistutkimuksia. Potilastietovarannon pitää olla käytössä ensin.
front-joining-changes = Muutokset, joihin teidän pitää varautua
front-joining-changes-day = Päivä
front-joining-changes-what = Mitä muuttuu
front-joining-changes-caption = Lain mukaiset päivät liittymisen jälkeen
front-joining-change-documents = Terveydenhuolto tallentaa ajanvarausasiakirjat, seulontojen laboratoriotulokset, ajoterveyttä, tapaturmia ja ammattitauteja koskevat lomakkeet, T-, C- ja TOD-todistukset sekä kuolintodistuksen jäljennöksen.
front-joining-change-access = Sosiaalihuolto ja terveydenhuolto saavat lain rajoissa nähdä toistensa tietoja valtakunnallisesti. Sosiaalihuollossa syntyvät potilastiedot tallennetaan potilasrekisteriin.
front-joining-change-prescriptions = Sosiaalihuolto saa nähdä lääkemääräysten tietoja.
front-joining-change-images = Terveydenhuolto tallentaa päivittäiset hoitotyön kirjaukset, seulontojen kuvantamisasiakirjat, videot ja äänitteet, valokuvat, suun terveydenhuollon kuvat ja muut kuvat.
front-joining-change-recordings = Sosiaalihuolto tallentaa videot ja äänitteet.
front-joining-in-force = voimassa
front-joining-models = Liittymismalli
front-joining-model-direct = Suoraliittyminen
front-joining-model-direct-text = Liitytte itse ja teette oman hakemuksen. Tämä on tavallisin malli.
front-joining-model-joint = Yhteisliittyminen
front-joining-model-joint-text = Sopii, kun toimitte pääliittyjän tiloissa tai ketjussa ja käytätte sen tietojärjestelmää. Pääliittyjä tekee hakemuksen ja tuo teidät mukaan, ja te vahvistatte liittymisen itse. Olette silti itse rekisterinpitäjä.
front-joining-model-parallel = Rinnakkaisliittyminen
front-joining-model-parallel-text = Sosiaalihuollon malli, jossa liitytte toisen palvelunantajan rinnalla. Lähetätte itse hakemuksen, allekirjoitatte oman sitoumuksen ja vastaatte omasta rekisteristänne. Sopikaa asiasta ensin sen palvelunantajan kanssa, jonka rinnalla liitytte. Jos liitytte yksin, valitkaa suoraliittyminen.
front-joining-fee = Maksu vuodessa
front-joining-fee-caption = Käyttömaksut
front-joining-fee-basis = Peruste
front-joining-fee-price = Hinta
front-joining-fee-estimate = Arvio vuodessa
front-joining-fee-pharmacy = Apteekki ja sivuapteekit: toimitettu sähköinen lääkemääräys
front-joining-fee-private-health = Yksityinen terveydenhuolto: laadittu sähköinen lääkemääräys
front-joining-fee-public-health = Julkinen terveydenhuolto: asukas (valtion yksikössä asiakas)
# $date (String) - first day of the fee
front-joining-fee-public-social = Julkinen sosiaalihuolto { $date } alkaen: asukas
# $price (String) - price of one
# $minimum (String) - least fee of a year
front-joining-fee-minimum = { $price }, kuitenkin vähintään { $minimum }
front-joining-fee-no-number = Antakaa määrä, niin laskemme arvion.
front-joining-fee-none = Asetuksessa ei ole maksua yksityiselle sosiaalihuollolle.
# $from (String) - first day of the decree
# $to (String) - last day of the decree
front-joining-fee-decree = Hinnat ovat asetuksesta 930/2025, joka on voimassa { $from }–{ $to }. Käyttö on maksullista siitä alkaen, kun velvollisuus liittyä alkaa. Yksityiseltä lääkäriltä, joka ei toimi ansiotarkoituksessa, ei peritä maksua. Tietojärjestelmän hinnan kertoo järjestelmätoimittaja.
front-joining-papers = Mitä tarvitsette
front-joining-paper-pharmacy-register = Apteekin tiedot ja haltuunottopäivä Fimean apteekkirekisterissä
front-joining-paper-supervisor-register = Rekisteröinti valvontaviranomaisen Soteri-rekisterissä; sieltä tiedot ja OID-tunnukset siirtyvät Kansalliseen koodistopalveluun
front-joining-paper-code-service = Ajantasaiset tiedot ja OID-tunnukset Kansallisessa koodistopalvelussa
front-joining-paper-security-plan = Tietoturvasuunnitelma, josta näkyy, miten tietosuoja ja Kanta-palvelujen turvallinen käyttö on varmistettu ennen liittymistä
front-joining-paper-system = Sertifioidun tietojärjestelmän nimi ja liityntäpisteen OID-tunnus järjestelmätoimittajalta
front-joining-paper-signing-right = Asiakirja, josta näkyy, kuka saa allekirjoittaa (hallintosääntö tai toimielimen päätös), ja Suomi.fi-valtuus allekirjoittajalle
front-joining-paper-contacts = Hallinnollisen yhteyshenkilön ja tietosuojavastaavan nimet ja yhteystiedot sekä laskutustiedot
front-joining-paper-joint-contract = Jos liitytte yhteisliittymisellä: Kanta-mallin mukainen sopimus pääliittyjän ja liittyjän välillä. Sopimus jää osapuolille. Sitä ei lähetetä.
front-joining-paper-outsourced-service = Ostopalvelun valtuutus: rekisterinpitäjä antaa teille oikeuden kirjata rekisteriinsä terveydenhuollossa. Molemmilla pitää olla palvelu ja toiminto käytössä.
front-joining-paper-register-access = Rekisterinkäyttöoikeus: rekisterinpitäjä antaa teille oikeuden kirjata rekisteriinsä sosiaalihuollossa. Molemmilla pitää olla palvelu ja toiminto käytössä.
front-joining-paper-support = Ilmoittautuminen sosiaalihuollon käyttöönoton tukeen; varatkaa käyttöönottoon noin kuusi kuukautta
front-joining-paper-application = Hakemus kustakin palvelusta Kanta Ekstranetissä ja ensimmäisellä kerralla sitoumus. Ne allekirjoittaa se, jolla on siihen oikeus asemansa tai valtuuden perusteella. Yksi allekirjoittaja riittää, ellei organisaatio ole pyytänyt, että kaksi allekirjoittaa yhdessä.
front-joining-next = Mitä seuraavaksi
front-joining-next-access = Katsokaa, mitä kirjautumiseen tarvitaan
front-joining-next-register = Jos rekisterissä on virhe
# $date (String) - when the data were last compared with the law
front-joining-checked = Päivät ja hinnat on tarkistettu laista ja asetuksesta { $date }. Neuvo on yleinen. Yksittäisessä tapauksessa ratkaisee laki.
front-joining-link = Vastatkaa viiteen kysymykseen
front-wrong = Rekisterissä on väärä tieto
front-wrong-description = Kuka korjaa väärän tiedon organisaatiosta: Soteri, Kansallinen koodistopalvelu, Fimean apteekkirekisteri tai yritysrekisteri. Valmiit viestit lähetettäviksi.
front-wrong-lead = Kanta Ekstranet näyttää tiedot rekistereistä eikä voi muuttaa niitä. Virhe korjataan siinä rekisterissä, josta tieto tulee. Alla on kunkin rekisterin korjaaja ja valmis viesti.
front-wrong-choose = Mikä tieto on väärin?
front-wrong-who = Kuka korjaa
front-wrong-how = Miten
front-wrong-time = Milloin näkyy meillä
front-wrong-message = Valmis viesti
front-wrong-soteri = Yksityisen palvelunantajan tai ammatinharjoittajan nimi, yksikkö, osoite tai OID-tunnus
front-wrong-soteri-who = Palvelunantaja itse Soteri-rekisteriin. Rekisteriä pitää Lupa- ja valvontavirasto.
front-wrong-soteri-how = Ilmoittakaa muutos Soterin asiointipalvelussa. Palveluyksiköt ilmoitetaan samalla tavalla.
front-wrong-soteri-time = Seuraavana yönä sen jälkeen, kun muutos on hyväksytty
front-wrong-soteri-message =
    Hei!
    Organisaatiomme tiedoissa Soteri-rekisterissä on virhe, ja väärä tieto siirtyy Kansalliseen koodistopalveluun.
    Organisaatio ja Y-tunnus: [täydentäkää]
    Palveluyksikkö: [täydentäkää]
    Väärä tieto: [täydentäkää]
    Oikea tieto: [täydentäkää]
    Pyydän korjaamaan tiedon tai kertomaan, miten voimme itse korjata sen.
front-wrong-thl = Julkisen organisaation nimi, yksikkö, osoite tai OID-tunnus
front-wrong-thl-who = Se, joka ylläpitää organisaationne tietoja Kansallisessa koodistopalvelussa. Koodistopalvelua hoitaa Terveyden ja hyvinvoinnin laitos (THL).
front-wrong-thl-how = Pyytäkää oman organisaationne ylläpitäjää korjaamaan tieto SOTE-organisaatiorekisteriin. Jos ette tiedä, kuka hän on, kysykää THL:n koodistopalvelusta.
front-wrong-thl-time = Kun muutos on julkaistu koodistopalvelussa
front-wrong-thl-message =
    Hei!
    Organisaatiomme tiedoissa SOTE-organisaatiorekisterissä on virhe.
    Organisaatio ja Y-tunnus: [täydentäkää]
    Yksikkö ja OID-tunnus: [täydentäkää]
    Väärä tieto: [täydentäkää]
    Oikea tieto: [täydentäkää]
    Pyydän korjaamaan tiedon ja kertomaan, milloin se on julkaistu koodistopalvelussa.
front-wrong-fimea = Apteekin tai sivuapteekin nimi, osoite, OID-tunnus tai haltuunottopäivä
front-wrong-fimea-who = Lääkealan turvallisuus- ja kehittämiskeskus Fimea
front-wrong-fimea-how = Ilmoittakaa virheestä Fimeaan. Kertokaa, jos haltuunottopäivä on lähellä: oikeus hoitaa apteekin asioita vaihtuu sinä päivänä uudelle apteekkarille.
front-wrong-fimea-time = Kun korjaus on julkaistu koodistopalvelussa
front-wrong-fimea-message =
    Hei!
    Apteekkimme tiedoissa apteekkirekisterissä on virhe.
    Apteekki ja apteekkarin Y-tunnus: [täydentäkää]
    Väärä tieto: [täydentäkää]
    Oikea tieto: [täydentäkää]
    Haltuunottopäivä, jos apteekkari vaihtuu: [täydentäkää]
    Pyydän korjaamaan tiedon ja kertomaan, milloin se näkyy koodistopalvelussa.
front-wrong-company = Toimitusjohtaja, muu vastuuhenkilö, yrityksen nimi tai oikeudellinen muoto
front-wrong-company-who = Yritys tai yhdistys itse: kaupparekisteriin, yhdistysrekisteriin tai Yritys- ja yhteisötietojärjestelmään (YTJ)
front-wrong-company-how = Tehkää muutosilmoitus ytj.fi-palvelussa tai yhdistysrekisteriin. Suomi.fi näkee uuden vastuuhenkilön, kun ilmoitus on rekisteröity. Sillä välin hän voi saada valtuuden.
front-wrong-company-time = Kun muutos on rekisteröity
front-wrong-company-message =
    Hei!
    Tarvitsen oikeuden asioida Kanta Ekstranetissä, mutta asemani ei näy rekisterissä.
    Yritys tai yhdistys ja Y-tunnus: [täydentäkää]
    Asema, joka pitää merkitä: [täydentäkää]
    Mistä päivästä: [täydentäkää]
    Pyydän tekemään muutosilmoituksen tai antamaan minulle sillä välin Suomi.fi-valtuuden ”Sosiaali- ja terveydenhuollon digitaalisten palvelujen käyttöönotto”.
front-wrong-link-soteri = Soteri (soteri.fi)
front-wrong-link-soteri-address = https://soteri.fi/
front-wrong-link-fimea = Fimea (fimea.fi)
front-wrong-link-fimea-address = https://fimea.fi/
front-wrong-link-company = Yritys- ja yhteisötietojärjestelmä (ytj.fi)
front-wrong-link-company-address = https://www.ytj.fi/
front-wrong-link = Katsokaa, kuka korjaa tiedon
