services-group-joining = Organisaatio ja liittyminen
services-group-technical = Tekniset tiedot
services-group-people = Yhteyshenkilöt ja laskutus
services-group-statements = Vakuutukset

services-step-organisation = Organisaation tiedot
services-step-organisation-lead = Tiedot tulevat kansallisista rekistereistä, joten niitä ei kirjoiteta tähän. Tarkistakaa, että ne ovat ajan tasalla.
services-question-organisation-confirmed = Organisaation tiedot ovat oikein
services-question-organisation-language = Millä kielellä haluatte asioida?
services-question-organisation-language-hint = Sitoumus, päätös ja sähköpostiviestit ovat tällä kielellä. Palvelun sivuja voitte silti lukea millä tahansa kielellä.
services-choice-organisation-language-fi = Suomeksi
services-choice-organisation-language-sv = Ruotsiksi

services-step-joining-model = Liittymismalli
services-step-joining-model-lead = Valitkaa, liittyykö organisaationne Kanta-palveluihin itse vai toisen organisaation kanssa.
services-question-joining-model-model = Miten organisaationne liittyy?
services-choice-joining-model-model-direct = Suoraliittyminen
services-choice-joining-model-model-direct-text = Organisaationne liittyy itse ja vastaa itse potilasrekisteristään ja sen teknisestä ylläpidosta.
services-choice-joining-model-model-main-joiner = Yhteisliittyminen: olemme pääliittyjä
services-choice-joining-model-model-main-joiner-text = Haette palvelua ja tuotte mukaan organisaatioita, jotka toimivat tiloissanne tai ketjussanne ja käyttävät tietojärjestelmäänne. Vastaatte teknisestä ylläpidosta. Luetteloitte mukanaliittyjät Mukanaliittyjät-sivulla, ja ne vahvistavat liittymisen itse.
services-choice-joining-model-model-joined = Toinen organisaatio liittää meidät mukaansa
services-choice-joining-model-model-joined-text = Pääliittyjä tekee hakemuksen ja lisää teidät. Te ette tarvitse omaa hakemusta.

services-step-units = Palveluyksiköt
services-step-units-lead = Valitkaa palveluyksiköt, jotka alkavat käyttää palvelua. Luettelo on SOTE-organisaatiorekisteristä.
services-question-units-units = Mitkä palveluyksiköt ottavat palvelun käyttöön?
services-question-units-units-hint = Valitkaa vähintään yksi. Jos yksikkö puuttuu, päivittäkää ensin SOTE-organisaatiorekisterin tiedot.
services-question-units-renewal-units = Mitkä yksiköt ottavat vastaan reseptien uusimispyyntöjä?
services-question-units-renewal-units-hint = Potilas voi lähettää uusimispyynnön OmaKannassa vain näihin yksiköihin. Jättäkää tyhjäksi, jos mikään yksikkö ei ota pyyntöjä vastaan.

services-step-information-system = Tietojärjestelmä
services-step-information-system-lead = Valitkaa järjestelmä, jolla käytätte palvelua. Järjestelmällä on oltava voimassa oleva sertifikaatti tähän palveluun.
services-question-information-system-system = Tietojärjestelmä
services-question-information-system-system-hint = Jos järjestelmänne puuttuu luettelosta, kysykää asiaa järjestelmän toimittajalta.

services-step-access-point = Liityntäpiste
services-step-access-point-lead = Liityntäpiste on tekninen kohta, jonka kautta järjestelmänne on yhteydessä Kanta-palveluihin.
services-question-access-point-access-point = Liityntäpiste
services-question-access-point-access-point-hint = Saatte tiedon liityntäpisteestä järjestelmänne toimittajalta tai Kanta-välittäjältä.

services-step-schedule = Aikataulu
services-step-schedule-lead = Kertokaa, milloin aiotte aloittaa palvelun käytön. Voitte tarkentaa päivää hyväksynnän jälkeen.
services-question-schedule-production-date = Suunniteltu käyttöönottopäivä
services-question-schedule-production-date-hint = Aikaisintaan tänään ja viimeistään vuoden kuluttua, esimerkiksi 15.1.2027.

services-step-contacts = Yhteyshenkilöt
services-step-contacts-lead = Kertokaa, keneen otetaan yhteyttä missäkin asiassa. Sama henkilö voi hoitaa useita tehtäviä.
services-question-contacts-people = Yhteyshenkilöt
services-question-contacts-people-hint = Älkää kirjoittako henkilötunnuksia.
services-role-administrative = Hallinnollinen yhteyshenkilö
services-role-administrative-text = Saa sähköpostiviestit asian etenemisestä ja vastaa siitä, että tiedot ovat ajan tasalla.
services-role-technical = Tekninen yhteyshenkilö
services-role-technical-text = Vastaa tietojärjestelmiin, liityntäpisteisiin ja varmenteisiin liittyvistä asioista.
services-role-data-protection-officer = Tietosuojavastaava
services-role-data-protection-officer-text = Hoitaa tietosuojaan ja lokitietopyyntöihin liittyvät asiat.
services-role-archivist = Arkistonhoitaja
services-role-archivist-text = Tarkistaa arkistoidut asiakirjat ja mitätöi virheelliset.
services-role-implementer = Tietoliikenteen ja ohjelmistojen toteuttaja
services-role-implementer-text = Järjestelmän tai tietoliikenteen toimittajan tekninen yhteyshenkilö.
services-role-billing = Laskutuksen yhteyshenkilö
services-role-billing-text = Vastaa laskuja koskeviin kysymyksiin.
services-role-deployment = Käyttöönoton yhteyshenkilö
services-role-deployment-text = Vie käyttöönottoa eteenpäin ja pitää yhteyttä Kelaan sen aikana.
services-role-disruption = Häiriötiedotteiden vastaanottaja
services-role-disruption-text = Saa tiedon häiriöistä ja käyttökatkoista. Osoitetta olisi hyvä seurata ympäri vuorokauden.
services-role-security = Tietoturvan yhteyshenkilö
services-role-security-text = Hoitaa tietoturvapoikkeamat ja niiden ilmoittamisen.
services-role-responsible-director = Vastaava johtaja
services-role-responsible-director-text = Vastaa siitä, että tietoturvasuunnitelma on tehty ja että sitä noudatetaan.
services-role-prescription-renewal = Reseptin uusimispyyntöjen yhteyshenkilö
services-role-prescription-renewal-text = Vastaa siitä, miten yksikkö ottaa uusimispyynnöt vastaan.

services-step-billing = Laskutustiedot
services-step-billing-lead = Käyttömaksut laskutetaan asetuksen 930/2025 mukaan, useimmilta kaksi kertaa vuodessa.
services-question-billing-method = Miten haluatte laskun?
services-question-billing-method-hint = Verkkolasku on nopein ja varmin.
services-choice-billing-method-e-invoice = Verkkolaskuna
services-choice-billing-method-pdf = PDF-tiedostona sähköpostiin
services-choice-billing-method-paper = Paperilaskuna postissa
services-question-billing-e-invoice-address = Verkkolaskuosoite
services-question-billing-e-invoice-address-hint = Osoite alkaa numeroilla 0037 ja jatkuu Y-tunnuksella ilman väliviivaa, tai se on IBAN-tilinumero.
services-question-billing-operator = Verkkolaskuoperaattori
services-question-billing-operator-hint = Yritys tai pankki, joka välittää teille verkkolaskut.
services-question-billing-invoice-email = Sähköpostiosoite laskuille
services-question-billing-invoice-email-hint = Mieluiten yhteinen osoite, jota useampi henkilö lukee.
services-question-billing-reference = Viitteenne
services-question-billing-reference-hint = Tilausnumero tai muu tieto, jonka haluatte laskulle. Enintään 35 merkkiä.
services-question-billing-language = Laskun kieli
services-choice-billing-language-fi = Suomi
services-choice-billing-language-sv = Ruotsi
services-question-billing-street = Postiosoite
services-question-billing-post-code = Postinumero
services-question-billing-post-office = Postitoimipaikka

services-step-security = Tietoturva ja omavalvonta
services-step-security-lead = Asiakastietolain mukaan nämä on tehtävä ennen Kanta-palveluihin liittymistä.
services-question-security-plan = Organisaatiollamme on tietoturvasuunnitelma, ja se kattaa liittymisen Kanta-palveluihin
services-question-security-plan-hint = Laki sosiaali- ja terveydenhuollon asiakastietojen käsittelystä (703/2023), 77 §.
services-question-security-self-monitoring = Palvelun käyttö on otettu huomioon omavalvonnassamme
services-question-security-self-monitoring-hint = Omavalvontasuunnitelmassa kerrotaan, kuka vastaa palvelun käytöstä ja miten sitä seurataan.

services-step-controller = Rekisterinpitäjä
services-step-controller-lead = Potilastiedot tallennetaan aina sen palvelunantajan rekisteriin, joka on rekisterinpitäjä.
services-question-controller-register = Kenen rekisteriin tallennatte potilastietoja?
services-choice-controller-register-own = Omaan rekisteriimme
services-choice-controller-register-own-text = Potilas on sopinut hoidosta teidän kanssanne, joten olette itse rekisterinpitäjä.
services-choice-controller-register-outsourced = Toisen palvelunantajan rekisteriin
services-choice-controller-register-outsourced-text = Tuotatte palveluja toisen palvelunantajan lukuun, esimerkiksi hyvinvointialueen ostopalveluna tai palvelusetelillä.
services-choice-controller-register-both = Molempiin
services-choice-controller-register-both-text = Teillä on sekä omia potilaita että toisen palvelunantajan lukuun hoidettuja potilaita.

services-step-social-controller = Rekisterinpitäjä
services-step-social-controller-lead = Asiakastiedot tallennetaan aina sen palvelunantajan rekisteriin, joka on rekisterinpitäjä.
services-question-social-controller-register = Kenen rekisteriin tallennatte asiakastietoja?
services-choice-social-controller-register-own = Omaan rekisteriimme
services-choice-social-controller-register-own-text = Asiakas on sopinut palvelusta teidän kanssanne, joten olette itse rekisterinpitäjä.
services-choice-social-controller-register-outsourced = Toisen palvelunantajan rekisteriin
services-choice-social-controller-register-outsourced-text = Tuotatte palveluja toisen palvelunantajan lukuun, esimerkiksi hyvinvointialueelle. Tietojen tallentamiseen tarvitaan rekisterinkäyttöoikeus.
services-choice-social-controller-register-both = Molempiin
services-choice-social-controller-register-both-text = Teillä on sekä omia asiakkaita että toisen palvelunantajan asiakkaita.

services-step-social-joining-model = Liittymismalli
services-step-social-joining-model-lead = Valitkaa, liittyykö organisaationne Kanta-palveluihin itse vai toisen organisaation kanssa.
services-question-social-joining-model-model = Miten organisaationne liittyy?
services-choice-social-joining-model-model-direct = Suoraliittyminen
services-choice-social-joining-model-model-direct-text = Organisaationne liittyy itse ja vastaa itse asiakasrekisteristään ja sen teknisestä ylläpidosta.
services-choice-social-joining-model-model-main-joiner = Yhteisliittyminen: olemme pääliittyjä
services-choice-social-joining-model-model-main-joiner-text = Haette palvelua ja tuotte mukaan organisaatioita, jotka toimivat tiloissanne tai ketjussanne ja käyttävät tietojärjestelmäänne. Vastaatte teknisestä ylläpidosta. Luetteloitte mukanaliittyjät Mukanaliittyjät-sivulla, ja ne vahvistavat liittymisen itse.
services-choice-social-joining-model-model-joined = Toinen organisaatio liittää meidät mukaansa
services-choice-social-joining-model-model-joined-text = Pääliittyjä tekee hakemuksen ja lisää teidät. Te ette tarvitse omaa hakemusta.
services-choice-social-joining-model-model-parallel = Rinnakkaisliittyminen
services-choice-social-joining-model-model-parallel-text = Sosiaalihuollon malli, jossa liitytte toisen palvelunantajan rinnalla. Lähetätte itse hakemuksen, allekirjoitatte oman sitoumuksen ja vastaatte omasta rekisteristänne. Kysykää asiakastuesta, sopiiko malli teille, ennen kuin valitsette sen. Jos teidät on liitetty palveluun toisen kautta, yhteisliittyminen päättyy päivänä, jona oma tuotantokäyttönne alkaa.

services-group-contact-people = Yhteyshenkilöt

services-step-imaging-extent = Käytön laajuus
services-step-imaging-extent-lead = Kuva-aineistoja voi joko tallentaa ja katsella tai vain katsella.
services-question-imaging-extent-extent = Miten käytätte palvelua?
services-choice-imaging-extent-extent-full = Tallennamme ja katselemme kuvia
services-choice-imaging-extent-extent-full-text = Kuva-arkistonne (PACS) ja radiologian tietojärjestelmänne (RIS) on sertifioitu palveluun.
services-choice-imaging-extent-extent-viewer = Vain katselemme kuvia
services-choice-imaging-extent-extent-viewer-text = Käytätte erillistä katselinta, joka on sertifioitu palveluun. Ette tallenna kuvia palveluun.

services-step-test-schedule = Aikataulu
services-step-test-schedule-lead = Kertokaa, milloin aiotte tehdä käyttöönottokokeen ja aloittaa palvelun käytön. Voitte tarkentaa päiviä hyväksynnän jälkeen.
services-question-test-schedule-production-date = Suunniteltu käyttöönottopäivä
services-question-test-schedule-production-date-hint = Aikaisintaan tänään ja viimeistään vuoden kuluttua, esimerkiksi 15.1.2027.
services-question-test-schedule-test-date = Suunniteltu käyttöönottokokeen päivä
services-question-test-schedule-test-date-hint = Koe tehdään viimeistään suunniteltuna käyttöönottopäivänä, esimerkiksi 11.1.2027.
services-step-pharmacy = Apteekki
services-step-pharmacy-lead = Apteekki, sivuapteekit ja haltuunottopäivä tulevat Fimean apteekkirekisteristä, joten niitä ei kirjoiteta tähän.
services-question-pharmacy-confirmed = Apteekin tiedot ja haltuunottopäivä ovat oikein
services-question-pharmacy-confirmed-hint = Jos jokin on väärin, Fimea korjaa sen. Oikeutenne apteekkiin alkaa haltuunottopäivänä klo 0.00.
services-role-pharmacy-contact = Apteekin yhteyshenkilö
services-role-pharmacy-contact-text = Saa Resepti-palvelun tiedotteet apteekeille.
