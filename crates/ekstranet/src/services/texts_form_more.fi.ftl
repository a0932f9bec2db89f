services-question-organisation-names = Molemmat rekisteröidyt nimet ovat oikein
services-question-organisation-names-hint = Suomen- ja ruotsinkielinen nimi tulevat YTJ:stä. Sitoumuksessa ja päätöksessä käytetään molempia.
services-note-organisation-pharmacist = Jos olette apteekkari tai ottamassa apteekin haltuunne, tämä ei ole teidän lomakkeenne: Fimean apteekkirekisteristä ei löytynyt teille apteekkia. Pyytäkää Fimeaa lisäämään sinne haltuunottopäivä. Kun päivä on rekisterissä, pääsette tämän luonnoksen tarkistussivulta omalle lomakkeellenne, ja vastauksenne siirtyvät sille niiltä osin kuin molemmat lomakkeet kysyvät samaa. Apteekkarin hakemuksen voi tehdä aikaisintaan 30 päivää ennen haltuunottoa.
services-note-billing-minimum-fee = Yksityiseltä terveydenhuollolta peritään maksu laadituista lääkemääräyksistä, kuitenkin vähintään 120 euroa vuodessa (asetus 930/2025). Vähimmäismaksu peritään myös silloin, kun lääkemääräyksiä ei laadita. Yksityiseltä lääkäriltä, joka ei toimi ansiotarkoituksessa, ei peritä maksua.
services-note-billing-residents = Hyvinvointialueilta ja Helsingin kaupungilta maksu peritään asukasmäärän mukaan ja valtion terveydenhuollon yksiköiltä asiakasmäärän mukaan (asetus 930/2025). Muilta julkisilta palvelunantajilta maksua ei peritä näillä perusteilla. Tässä kysytään vain, mihin mahdollinen lasku lähetetään.

services-step-old-data = Vanhat tiedot
services-step-old-data-lead = Kertokaa, mistä vanhat tiedot tulevat ja mitä niistä aiotte arkistoida.
services-question-old-data-origin = Mistä järjestelmästä tiedot tulevat?
services-choice-old-data-origin-current = Nykyisestä järjestelmästä
services-choice-old-data-origin-current-text = Tiedot ovat siinä tietojärjestelmässä, joka on nyt käytössänne.
services-choice-old-data-origin-ended = Järjestelmästä, joka on poistunut tai poistuu käytöstä
services-choice-old-data-origin-ended-text = Tiedot siirretään arkistointia varten pois vanhasta järjestelmästä.
services-choice-old-data-origin-both = Molemmista
services-choice-old-data-origin-both-text = Osa tiedoista on nykyisessä ja osa vanhassa järjestelmässä.
services-question-old-data-extent = Mitä tietoja arkistoitte ja miltä vuosilta?
services-question-old-data-extent-hint = Esimerkiksi: hoitokertomukset ja lähetteet vuosilta 2005–2014. Älkää kirjoittako kenenkään asiakkaan tietoja. Enintään 500 merkkiä.
services-question-old-data-agreed = Olemme sopineet arkistoinnista ja käsittelemme mahdollista turvaluokiteltua aineistoa sovitusti
services-question-old-data-agreed-hint = Arkistoinnista sovitaan THL:n ja Kelan kanssa ennen hakemista. Turvaluokiteltua aineistoa koskevan liitteen mallin saatte asiakastuesta.

services-step-extension = Laajennus
services-step-extension-lead = Valitkaa, mitä otatte käyttöön. Tehkää jokaisesta laajennuksesta oma hakemus. Seuraavan voitte aloittaa, kun edellinen on ratkaistu.
services-question-extension-function = Mitä otatte käyttöön?
services-choice-extension-function-certificates = Todistusten ja lausuntojen välitys
services-choice-extension-function-certificates-text = Todistukset ja lausunnot toimitetaan Kelaan ja muille vastaanottajille sähköisesti.
services-choice-extension-function-outsourcing = Ostopalvelun valtuutus
services-choice-extension-function-outsourcing-text = Terveydenhuollon palveluntuottaja käsittelee tietoja palvelunjärjestäjän rekisterissä. Molemmilla on oltava palvelu ja toiminto käytössä.
services-choice-extension-function-register-access = Rekisterinkäyttöoikeus
services-choice-extension-function-register-access-text = Sosiaalihuollon palveluntuottaja käsittelee tietoja palvelunjärjestäjän rekisterissä. Molemmilla on oltava palvelu ja toiminto käytössä.
services-choice-extension-function-new-system = Uusi tietojärjestelmä
services-choice-extension-function-new-system-text = Alatte käyttää palvelua toisella tietojärjestelmällä.
services-question-extension-system = Uusi tietojärjestelmä
services-question-extension-system-hint = Jos järjestelmänne puuttuu luettelosta, kysykää asiaa järjestelmän toimittajalta.
services-question-extension-other-party = Toisen osapuolen Y-tunnus
services-question-extension-other-party-hint = Palvelunjärjestäjä tai palveluntuottaja, jonka kanssa ostopalvelun valtuutus tehdään, esimerkiksi 1234567-1.
services-question-extension-register-holder = Toisen osapuolen Y-tunnus
services-question-extension-register-holder-hint = Palvelunjärjestäjä tai palveluntuottaja, jonka kanssa rekisterinkäyttöoikeudesta on sovittu, esimerkiksi 1234567-1.

services-step-imaging-systems = Kuvantamis­järjestelmät
services-step-imaging-systems-lead = Kertokaa, millä järjestelmillä kuvia tallennetaan ja katsellaan. Kela tarvitsee tiedot tietoliikenneyhteyksien avaamiseen.
services-question-imaging-systems-archive = Kuva-arkisto (PACS) ja radiologian tietojärjestelmä (RIS)
services-question-imaging-systems-archive-hint = Järjestelmien nimet ja versiot. Jos vain katselette kuvia, kirjoittakaa: ei käytössä.
services-question-imaging-systems-viewer = Katselin
services-question-imaging-systems-viewer-hint = Katselimen nimi ja versio.

services-note-schedule-securing = Käyttöönottokoe ei ole pakollinen. Voitte sopia järjestelmätoimittajanne kanssa, että tuotantokäyttö varmistetaan kokeella.

services-question-extension-access-point = Liityntäpiste
services-question-extension-access-point-hint = Liityntäpiste, jonka kautta uusi järjestelmä liittyy Kanta-palveluihin. Jos ette tiedä sitä, valitkaa järjestelmänne välittäjä: se vahvistaa yhteyden ja liityntäpisteen.
services-step-extension-schedule = Aikataulu
services-step-extension-schedule-lead = Kertokaa, milloin aiotte aloittaa laajennuksen käytön. Voitte tarkentaa päivää hyväksynnän jälkeen.
services-question-extension-schedule-production-date = Suunniteltu käyttöönottopäivä
services-question-extension-schedule-production-date-hint = Viimeistään vuoden kuluttua, esimerkiksi 15.1.2027. Uuden tietojärjestelmän käyttö voi alkaa aikaisintaan kolmen viikon kuluttua hakemuksen lähettämisestä.

services-question-imaging-extent-archive = Kuva-arkisto (PACS)
services-question-imaging-extent-archive-hint = Valitkaa se sertifioitu kuva-arkisto, joka liittyy palveluun. Jos järjestelmänne puuttuu luettelosta, kysykää asiaa järjestelmän toimittajalta.
services-question-imaging-extent-radiology = Radiologian tietojärjestelmä (RIS)
services-question-imaging-extent-radiology-hint = Valitkaa, jos teillä on erillinen radiologian tietojärjestelmä.
services-question-imaging-extent-viewer = Katselin
services-question-imaging-extent-viewer-hint = Valitkaa se sertifioitu katselin, jolla kuvia katsellaan.

services-step-social-extent = Käyttöönoton laajuus
services-step-social-extent-lead = Kertokaa, mitä Sosiaalihuollon asiakastietovarannosta otatte käyttöön.
services-question-social-extent-functions = Käyttöön otettavat toiminnot ja palvelut
services-question-social-extent-functions-hint = Esimerkiksi asiakasasiakirjojen tallentaminen ja katselu lastensuojelussa ja vammaispalveluissa. Enintään 500 merkkiä.
services-question-social-controller-old-registers = Vanhat rekisterit
services-question-social-controller-old-registers-hint = Jos teillä on aiempia rekistereitä, esimerkiksi ajalta ennen yhdistymistä tai siirtoa hyvinvointialueelle, luetelkaa rekisterit ja niiden rekisterinpitäjät. Vanhojen asiakasasiakirjojen arkistointia haetaan erikseen. Enintään 500 merkkiä.
services-question-information-system-system-profile = Tietojärjestelmän profiili
services-question-information-system-system-profile-hint = Sosiaalihuollon profiili tai profiilit, joihin tietojärjestelmä on sertifioitu. Jos ette tiedä profiilia, kysykää sitä järjestelmän toimittajalta.
services-question-controller-other-party = Toisen palvelunantajan Y-tunnus
services-question-controller-other-party-hint = Se palvelunantaja, jonka rekisteriin tallennatte, esimerkiksi 1234567-1. Pyydämme sitä vahvistamaan, että ostopalvelusta on sovittu. Jos palvelunantajia on useita, antakaa yksi ja kertokaa muut viestillä, kun olette lähettäneet hakemuksen.
services-question-social-controller-register-holder = Toisen palvelunantajan Y-tunnus
services-question-social-controller-register-holder-hint = Se palvelunantaja, jonka rekisteriin tallennatte, esimerkiksi 1234567-1. Pyydämme sitä vahvistamaan, että rekisterinkäyttöoikeudesta on sovittu. Jos palvelunantajia on useita, antakaa yksi ja kertokaa muut viestillä, kun olette lähettäneet hakemuksen.
