pharmacies-plan-open = Avaa suunnitelma
pharmacies-plan-begin = Ota suunnitelma käyttöön
pharmacies-side-leaving = Luopuva apteekkari
pharmacies-side-incoming = Uusi apteekkari
pharmacies-side-vendor = Järjestelmätoimittaja
pharmacies-line-register = Tarkistakaa haltuunottopäivä Fimean rekisteristä
pharmacies-line-register-text = Apteekin, sivuapteekkien ja haltuunottopäivän on oltava oikein. Fimea korjaa virheet.
pharmacies-line-customership = Huolehtikaa Resepti-palvelun asiakkuudesta
pharmacies-line-customership-text = Tehkää hakemus ja allekirjoittakaa sitoumus. Jos teillä on jo sitoumus, vahvistakaa vain yhteystiedot.
pharmacies-line-system = Sopikaa järjestelmästä ja liityntäpisteestä
pharmacies-line-system-text = Sopikaa toimittajan kanssa, mitä järjestelmää ja liityntäpistettä apteekki käyttää haltuunotosta alkaen.
pharmacies-line-branches = Käykää sivuapteekit läpi
pharmacies-line-branches-text = Varmistakaa, että jokainen sivuapteekki siirtyy samalla ja että sen järjestelmä on mukana toimittajan suunnitelmassa.
pharmacies-line-cards = Varmistakaa varmennekortit
pharmacies-line-cards-text = Jokaisella reseptejä käsittelevällä on oltava voimassa oleva varmennekortti haltuunottopäivänä.
pharmacies-line-staff = Perehdyttäkää henkilöstö
pharmacies-line-staff-text = Sopikaa käyttöoikeuksista, tietoturvasuunnitelmasta ja siitä, miten toimitaan häiriössä.
pharmacies-line-first-day = Kokeilkaa Resepti-palvelua aamulla
pharmacies-line-first-day-text = Hakekaa ensimmäinen resepti ja toimittakaa se. Soittakaa heti, jos se ei onnistu.
pharmacies-line-contacts = Päivittäkää yhteystiedot
pharmacies-line-contacts-text = Päivittäkää omat ja apteekkien yhteystiedot heti haltuunoton jälkeen, jotta viestit tulevat perille.
pharmacies-line-giving-up = Ilmoittakaa luopumisesta ja viimeisen laskun osoite
pharmacies-line-giving-up-text = Ilmoitus päättää palvelunne haltuunottoa edeltävään päivään, jos ette jatka muualla.
pharmacies-line-old-system = Sopikaa, milloin järjestelmänne käyttö päättyy
pharmacies-line-old-system-text = Järjestelmän ja liityntäpisteen on toimittava viimeiseen päivään asti. Irtisanominen toimittajalle ei päätä asiakkuutta.
pharmacies-line-unfinished = Saattakaa keskeneräiset toimitukset loppuun
pharmacies-line-unfinished-text = Keskeneräisiä toimituksia ja lähettämättömiä sanomia ei saa jäädä järjestelmään yön yli.
pharmacies-line-access = Päättäkää käyttöoikeudet
pharmacies-line-access-text = Sulkekaa käyttöoikeudet, jotka ovat teidän Y-tunnuksenne varassa, viimeisen päivän päättyessä.
pharmacies-line-point = Ilmoittakaa liityntäpisteen muutos
pharmacies-line-point-text = Ilmoittakaa kolme viikkoa etukäteen, minkä liityntäpisteen kautta uusi apteekkari liittyy.
pharmacies-line-certificate = Asentakaa uuden apteekkarin varmenteet
pharmacies-line-certificate-text = Varmenteissa ja järjestelmän asetuksissa on oltava uuden apteekkarin tiedot.
pharmacies-line-trial = Kokeilkaa yhteydet
pharmacies-line-trial-text = Kokeilkaa yhteydet jokaisesta toimipaikasta, ennen kuin järjestelmä vaihtuu.
pharmacies-line-switch = Vaihtakaa järjestelmän tiedot klo 0.00
pharmacies-line-switch-text = Haltuunottopäivän alkaessa järjestelmän on toimittava uuden apteekkarin tiedoilla.
pharmacies-line-queues = Tarkistakaa, ettei sanomia ole jonossa
pharmacies-line-queues-text = Selvittäkää lähettämättömät sanomat ja kertokaa niistä sille apteekkarille, jota ne koskevat.
# $place (String) - name of the pharmacy
pharmacies-plan-title = Luovutussuunnitelma: { $place }
# $date (String) - takeover date
# $side (String) - what the organisation is
pharmacies-plan-lead = Haltuunottopäivä on { $date }. Olette suunnitelmassa: { $side }.
# $date (String) - date
pharmacies-plan-lost = Fimean apteekkirekisterin mukaan ({ $date }) apteekin ottaa haltuunsa toinen apteekkari. Tästä suunnitelmasta ei enää lähetetä muistutuksia. Jos tieto on väärin, ottakaa yhteyttä Fimeaan, joka korjaa sen.
pharmacies-plan-lines = Kuka tekee mitä ja milloin
pharmacies-plan-privacy = Päivät on laskettu haltuunottopäivästä ja muuttuvat sen mukana. Merkitsette vain omat kohtanne. Muut näkevät, mikä on tehty ja milloin, mutta eivät muita tietojanne.
# $date (String) - date
pharmacies-due = Viimeistään { $date }
pharmacies-late = Määräpäivä on mennyt
# $name (String) - who
# $time (String) - date and time
pharmacies-done-by = { $name } merkitsi tehdyksi { $time }.
# $time (String) - date and time
pharmacies-done-at = Merkitty tehdyksi { $time }.
pharmacies-mark-done = Merkitse tehdyksi
pharmacies-undo = Peru merkintä
pharmacies-settings = Muistutukset ja puhelinnumero
pharmacies-settings-text = Muistutamme kolme viikkoa, viikon ja päivän ennen haltuunottoa sekä haltuunottopäivänä, jos omia kohtianne on tekemättä.
pharmacies-settings-email = Sähköpostiosoite muistutuksia varten
pharmacies-settings-email-hint = Muut osapuolet eivät näe osoitetta. Viesteissä ei ole henkilötietoja.
pharmacies-settings-phone = Puhelinnumero haltuunottopäivää varten
pharmacies-settings-phone-hint = Numero näkyy muille osapuolille, jotta he tavoittavat teidät haltuunottopäivänä.
pharmacies-settings-save = Tallenna
pharmacies-vendor-title = Järjestelmätoimittaja mukaan
pharmacies-vendor-text = Valittu toimittaja näkee tämän suunnitelman, molempien apteekkarien Y-tunnukset ja puhelinnumerot, ei muuta.
pharmacies-vendor-label = Järjestelmätoimittaja tai Kanta-välittäjä
pharmacies-vendor-none = Ei valittu
pharmacies-vendor-save = Vahvista toimittaja
# $place (String) - name of the pharmacy
pharmacies-zero-title = Haltuunottopäivä: { $place }
# $date (String) - date
pharmacies-zero-lead = { $date } klo 0.00 apteekki siirtyy uudelle apteekkarille. Tulostakaa tämä sivu valmiiksi.
pharmacies-zero-link = Haltuunottopäivän sivu
pharmacies-zero-back = Luovutussuunnitelma
pharmacies-zero-must-work = Tämän on toimittava klo 0.00
pharmacies-zero-licence = Oikeudet
pharmacies-zero-licence-text = Uuden apteekkarin oikeudet apteekkiin alkavat klo 0.00, ja luopuvan apteekkarin oikeudet ovat päättyneet edellisenä päivänä.
pharmacies-zero-system = Järjestelmä ja liityntäpiste
pharmacies-zero-system-text = Apteekkijärjestelmä toimii uuden apteekkarin tiedoilla ja saa yhteyden Reseptikeskukseen.
pharmacies-zero-cards = Varmennekortit
pharmacies-zero-cards-text = Henkilöstö kirjautuu järjestelmään voimassa olevilla varmennekorteilla.
pharmacies-zero-dispense = Reseptin toimittaminen
pharmacies-zero-dispense-text = Resepti löytyy, sen voi toimittaa ja toimitus tallentuu. Sama koskee jokaista sivuapteekkia.
pharmacies-zero-fallback = Jos jokin ei toimi
pharmacies-zero-fallback-text = Toimikaa apteekin häiriöohjeen mukaan ja soittakaa ensin järjestelmätoimittajalle.
pharmacies-zero-calls = Kenelle soitatte
pharmacies-zero-calls-text = Soittakaa tässä järjestyksessä. Numerot ovat ne, jotka kukin osapuoli on antanut suunnitelmaan.
pharmacies-zero-no-phone = Numeroa ei ole annettu
pharmacies-zero-support = Asiakastuki
# $number (String) - case number
# $date (String) - date
pharmacies-known-granted = Hakemus { $number } hyväksyttiin { $date }.
# $name (String) - intermediary
# $date (String) - date
pharmacies-known-connected = { $name } vahvisti yhteyden { $date }.
# $name (String) - who
# $time (String) - date and time
pharmacies-known-ticked = { $name } merkitsi käyttöönoton kohdan tehdyksi { $time }.
