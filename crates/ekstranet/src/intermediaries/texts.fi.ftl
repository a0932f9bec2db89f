intermediaries-list-title = Asiakkaiden yhteyspyynnöt
# $count (Number) - requests that wait for an answer
intermediaries-list-lead = { $count ->
    [0] Yksikään asiakas ei odota vastaustanne.
    [one] Yksi asiakas odottaa vastaustanne.
   *[other] { $count } asiakasta odottaa vastaustanne.
    }
intermediaries-list-heading = Pyynnöt
intermediaries-list-caption = Yhteyspyynnöt, uusin ensin
intermediaries-list-empty = Näillä ehdoilla ei ole pyyntöjä.
intermediaries-back-home = Etusivu
intermediaries-filter-search = Asiakas tai numero
intermediaries-filter-search-hint = Kirjoittakaa asiakkaan nimen alku, Y-tunnus tai pyynnön numero.
intermediaries-filter-state = Tila
intermediaries-filter-any-state = Kaikki tilat
intermediaries-filter-any-service = Kaikki palvelut
intermediaries-filter-show = Näytä
intermediaries-state-awaited = Odottaa teitä
intermediaries-state-confirmed = Vahvistettu
intermediaries-state-declined = Ei vahvistettu
intermediaries-state-withdrawn = Peruutettu
intermediaries-state-ended = Asiakkaan käyttö on päättynyt
# $name (String) - name of the customer
intermediaries-show-title = Yhteyspyyntö: { $name }
intermediaries-fact-customer = Asiakas
intermediaries-fact-business-id = Y-tunnus
intermediaries-fact-service = Palvelu
intermediaries-fact-system = Tietojärjestelmä
intermediaries-fact-point = Liityntäpiste
intermediaries-fact-test = Käyttöönottokoe suunniteltu
intermediaries-fact-production = Tuotantokäyttö suunniteltu
intermediaries-fact-requested = Pyydetty
intermediaries-fact-number = Pyynnön numero
intermediaries-fact-confirmed-point = Vahvistettu liityntäpiste
intermediaries-fact-confirmed-system = Vahvistettu järjestelmä
intermediaries-not-chosen = Asiakas ei ole vielä valinnut
intermediaries-you-choose = Te valitsette
# $at (String) - when
# $name (String) - who answered
intermediaries-answered = Vastannut { $name }, { $at }
# $name (String) - the officer
# $at (String) - when
intermediaries-desk-confirmed = { $name } vahvisti { $at }.
# $name (String) - the officer
# $at (String) - when
intermediaries-desk-refused = { $name } hylkäsi { $at }.
intermediaries-reason = Perustelu
intermediaries-reason-hint = Asiakas ja käsittelijä näkevät perustelun. Älkää kirjoittako henkilötunnuksia tai asiakastietoja.
intermediaries-confirm-heading = Vahvistakaa yhteys
intermediaries-confirm-lead = Valitkaa liityntäpiste, jonka kautta asiakas liittyy, ja järjestelmän versio. Tieto näkyy asiakkaalle ja käsittelijälle.
intermediaries-confirm-button = Vahvista yhteys asiakkaalle
intermediaries-no-points = Teillä ei ole avointa liityntäpistettä, jonka palvelinvarmenne on voimassa. Lisätkää varmenne tai ilmoittakaa uudesta liityntäpisteestä:
intermediaries-no-systems = Tähän palveluun ei ole sertifioitua järjestelmää luettelossa.
# $date (String) - last day of the certificate
# $oid (String) - OID of the access point
intermediaries-point-about = Tunniste { $oid }, palvelinvarmenne voimassa { $date } asti
# $date (String) - last day of the certificate
intermediaries-point-ends = Varmenne päättyy { $date }. Uusikaa se ennen asiakkaan tuotantokäyttöä.
# $date (String) - date
intermediaries-point-closes = Se suljetaan { $date }.
# $name (String) - name of the access point
# $date (String) - date
intermediaries-point-closed-before = { $name } suljetaan { $date } eli ennen asiakkaan tuotantokäyttöä. Sitä ei voi valita.
# $date (String) - last day of the certification
# $supplier (String) - supplier
intermediaries-system-about = Toimittaja { $supplier }, sertifikaatti voimassa { $date } asti
intermediaries-decline-heading = Jos ette voi vahvistaa
intermediaries-decline-lead = Kertokaa syy. Asiakas voi valita toisen liityntäpisteen tai välittäjän.
intermediaries-decline-button = Ilmoita, ettei yhteyttä vahvisteta
intermediaries-fault-point = Valitkaa liityntäpiste.
intermediaries-fault-point-closed = Valitsemanne liityntäpiste ei ole enää käytössä. Valitkaa toinen liityntäpiste.
intermediaries-fault-system = Valitkaa järjestelmä.
intermediaries-fault-reason = Kirjoittakaa perustelu.
intermediaries-fault-reason-long = Lyhentäkää perustelu enintään 1 000 merkkiin.
intermediaries-fault-identity-code = Poistakaa henkilötunnus. Sitä ei saa kirjoittaa tähän.
intermediaries-tag-awaited = Odottaa välittäjää
intermediaries-tag-confirmed = Valmis
intermediaries-tag-declined = Korjattavaa
# $at (String) - since when
# $name (String) - intermediary
# $number (String) - number of the request
intermediaries-line-awaited = Odotetaan, että { $name } vahvistaa yhteyden. Pyydetty { $at }, pyyntö { $number }.
# $at (String) - when
# $name (String) - intermediary
# $point (String) - name and OID of the access point
intermediaries-line-confirmed = { $name } vahvisti yhteyden { $at }: liityntäpiste { $point }.
# $at (String) - when
# $name (String) - intermediary
# $reason (String) - the intermediary's reason
intermediaries-line-declined = { $name } ei vahvistanut yhteyttä ({ $at }). Perustelu: { $reason } Hakemukseen tarvitaan toinen liityntäpiste tai välittäjä.
intermediaries-technical-title = Liityntäpisteet ja järjestelmät
# $date (String) - earliest day
intermediaries-technical-lead = Pitäkää liityntäpisteenne ja niiden palvelinvarmenteet ajan tasalla. Ilmoittakaa muutoksesta viimeistään kolme viikkoa ennen kuin se tulee voimaan. Tänään ilmoitettu muutos voi tulla voimaan aikaisintaan { $date }.
# $oid (String) - OID in the register
intermediaries-register-listed = Organisaatio on THL:n Kanta-välittäjien rekisterissä, OID-tunnus { $oid }.
intermediaries-register-not-listed = Organisaatio ei ole THL:n Kanta-välittäjien rekisterissä. Välittäjäksi ilmoittaudutaan THL:lle. Omaa liityntäpistettä varten sitä ei tarvita.
intermediaries-register-tag-listed = Rekisterissä
intermediaries-register-tag-not-listed = Ei rekisterissä
intermediaries-points-heading = Liityntäpisteet
intermediaries-points-none = Organisaatiolla ei ole liityntäpisteitä.
intermediaries-tag-open = Käytössä
intermediaries-tag-closed = Ei käytössä
intermediaries-tag-no-certificate = Korjattavaa
intermediaries-tag-expired = Korjattavaa
intermediaries-tag-ending = Odottaa teitä
# $date (String) - last day of use
intermediaries-point-until = Suljetaan { $date }.
# $date (String) - first day of use
intermediaries-point-from = Avataan { $date }.
# $date (String) - last day of the certificate
intermediaries-certificate-until = Palvelinvarmenne on voimassa { $date } asti.
intermediaries-certificate-missing = Palvelinvarmenne puuttuu, joten asiakkaat eivät voi vielä valita liityntäpistettä.
intermediaries-certificate-summary = Varmenteen tiedot
# $name (String) - subject of the certificate
intermediaries-certificate-subject = Haltija: { $name }
# $name (String) - issuer of the certificate
intermediaries-certificate-issuer = Myöntäjä: { $name }
# $from (String) - first day
# $until (String) - last day
intermediaries-certificate-days = Voimassa { $from }–{ $until }
# $number (String) - hexadecimal
intermediaries-certificate-serial = Sarjanumero: { $number }
# $hash (String) - hexadecimal
intermediaries-certificate-fingerprint = Tiiviste (SHA-256): { $hash }
# $at (String) - when
# $name (String) - who uploaded
intermediaries-certificate-uploaded = Lisännyt { $name }, { $at }
# $name (String) - access point
intermediaries-certificate-link = Lisätkää palvelinvarmenne: { $name }
# $name (String) - access point
intermediaries-close-link = Ilmoittakaa sulkemisesta: { $name }
intermediaries-changes-heading = Ilmoitetut muutokset
# $name (String) - access point
# $oid (String) - its OID
intermediaries-change-open = Uusi liityntäpiste { $name } ({ $oid })
# $name (String) - access point
# $oid (String) - its OID
intermediaries-change-close = Liityntäpisteen { $name } ({ $oid }) sulkeminen
# $at (String) - when
# $date (String) - effective date
# $name (String) - who notified
intermediaries-change-text = Tulee voimaan { $date }. Ilmoittanut { $name }, { $at }.
intermediaries-change-waiting = Odottaa käsittelijää
intermediaries-change-confirmed = Valmis
intermediaries-change-refused = Korjattavaa
intermediaries-change-withdrawn = Ei käytössä
# $title (String) - the notice
intermediaries-change-take-back = Peruuta ilmoitus: { $title }
intermediaries-systems-heading = Järjestelmät
intermediaries-systems-lead = Sertifioinnin tiedot tulevat tietojärjestelmärekisteristä, eikä niitä voi muuttaa tässä. Jos tieto on väärin, rekisterin pitäjä korjaa sen. Uutta versiota voitte ehdottaa luetteloon.
intermediaries-systems-none = Luettelossa ei ole organisaation toimittamia järjestelmiä.
# $class (String) - class of the system
# $date (String) - last day
intermediaries-system-until = Luokka { $class }, sertifikaatti voimassa { $date } asti
intermediaries-tag-certified = Valmis
intermediaries-tag-certification-over = Korjattavaa
intermediaries-address-heading = Ilmoitusten osoite
intermediaries-address-label = Sähköpostiosoite
intermediaries-address-hint = Tähän osoitteeseen ilmoitamme uusista yhteyspyynnöistä ja päättyvistä varmenteista. Käyttäkää osoitetta, jota useampi henkilö lukee.
intermediaries-address-button = Tallenna osoite
intermediaries-fault-email = Antakaa sähköpostiosoite muodossa nimi@esimerkki.fi.
intermediaries-open-title = Ilmoittakaa uudesta liityntäpisteestä
intermediaries-open-lead = Käsittelijä vahvistaa ilmoituksen. Asiakkaat voivat valita liityntäpisteen, kun se on avattu ja sillä on voimassa oleva palvelinvarmenne.
intermediaries-open-oid = Liityntäpisteen OID-tunnus
intermediaries-open-oid-hint = Tunnus, jonka olette saaneet liityntäpisteelle.
intermediaries-open-name = Nimi
intermediaries-open-name-hint = Asiakkaat näkevät nimen, kun he valitsevat liityntäpisteen.
intermediaries-open-day = Päivä, jona liityntäpiste avataan
intermediaries-open-button = Lähetä ilmoitus uudesta liityntäpisteestä
# $date (String) - earliest day
intermediaries-day-hint = Aikaisintaan { $date }.
# $name (String) - access point
intermediaries-close-title = Liityntäpisteen { $name } sulkeminen
intermediaries-close-lead = Käsittelijä vahvistaa ilmoituksen. Sopikaa asiakkaidenne kanssa toisesta liityntäpisteestä ennen sulkemista.
# $count (Number) - customers
intermediaries-close-customers = { $count ->
    [one] Tämän liityntäpisteen kautta on yksi asiakas.
   *[other] Tämän liityntäpisteen kautta on { $count } asiakasta.
}
intermediaries-close-day = Viimeinen päivä, jona liityntäpiste on käytössä
intermediaries-close-button = Lähetä ilmoitus sulkemisesta
intermediaries-fault-oid-missing = Antakaa liityntäpisteen OID-tunnus.
intermediaries-fault-oid = Antakaa OID-tunnus numeroina ja pisteinä, esimerkiksi 1.2.246.10.12345678.18.1.
intermediaries-fault-oid-taken = Liityntäpiste on jo luettelossa, tai siitä on jo ilmoitettu. Tarkistakaa tunnus.
intermediaries-fault-name = Antakaa liityntäpisteelle nimi.
intermediaries-fault-name-long = Lyhentäkää nimi enintään 200 merkkiin.
intermediaries-fault-day-missing = Valitkaa päivä.
intermediaries-fault-day = Antakaa päivä muodossa 4.12.2026.
# $date (String) - earliest day
intermediaries-fault-day-soon = Muutoksesta on ilmoitettava vähintään kolme viikkoa etukäteen. Valitkaa { $date } tai myöhempi päivä.
intermediaries-fault-day-far = Valitkaa päivä vuoden sisältä.
# $name (String) - access point
intermediaries-certificate-title = Palvelinvarmenne: { $name }
intermediaries-certificate-lead = Lisätkää liityntäpisteen julkinen palvelinvarmenne. Älkää koskaan lähettäkö yksityistä avainta.
intermediaries-certificate-file = Varmennetiedosto
intermediaries-certificate-file-hint = Muoto PEM tai DER, enintään 64 kilotavua.
intermediaries-certificate-pasted = Tai liittäkää varmenne tekstinä
intermediaries-certificate-pasted-hint = Teksti alkaa rivillä -----BEGIN CERTIFICATE-----.
intermediaries-certificate-button = Tallenna varmenne
intermediaries-certificate-sure = Onko tämä oikea varmenne?
intermediaries-certificate-sure-lead = Varmenne alkaa koskea liityntäpistettä heti, ja asiakkaat ja käsittelijät näkevät sen päättymispäivän. Tuotannon liityntäpisteen palvelinvarmenteen myöntää Digi- ja väestötietovirasto.
intermediaries-certificate-self-signed = Varmenne on itse allekirjoitettu: sen haltija ja myöntäjä ovat samat.
# $date (String) - first day of the certificate
intermediaries-certificate-not-yet = Varmenne alkaa olla voimassa vasta { $date }.
# $date (String) - last day of the certificate
# $kept (String) - last day of the present one
intermediaries-certificate-earlier = Varmenne päättyy { $date }, aikaisemmin kuin nykyinen, joka on voimassa { $kept } asti.
# $date (String) - last day of the certificate
intermediaries-certificate-short = Varmenne päättyy pian, { $date }.
intermediaries-certificate-sure-button = Tallenna tämä varmenne
intermediaries-certificate-sure-back = Valitse toinen varmenne
intermediaries-fault-certificate-missing = Valitkaa varmennetiedosto tai liittäkää varmenne tekstinä.
intermediaries-fault-private-key = Lähetitte yksityisen avaimen. Sitä ei ole tallennettu. Avainta ei pidä enää käyttää: luokaa uusi avain ja pyytäkää sille uusi varmenne.
intermediaries-fault-certificate = Tiedosto ei ole varmenne. Valitkaa julkinen palvelinvarmenne muodossa PEM tai DER.
intermediaries-fault-certificate-expired = Varmenteen voimassaolo on päättynyt tai päättyy tänään. Valitkaa varmenne, joka on voimassa pidempään.
intermediaries-home-heading = Välittäjänä
intermediaries-home-do = Vastatkaa asiakkaiden yhteyspyyntöihin
intermediaries-desk-title = Liityntäpisteiden muutokset
intermediaries-desk-lead = Ilmoitukset, jotka odottavat vahvistusta, vanhin ensin.
intermediaries-desk-empty = Yksikään ilmoitus ei odota vahvistusta.
intermediaries-desk-confirm = Vahvista muutos
intermediaries-desk-refuse-heading = Jos muutosta ei voi vahvistaa
intermediaries-desk-reason-hint = Ilmoittaja näkee perustelun.
intermediaries-desk-refuse = Hylkää ilmoitus
# $number (Number) - how many customers
intermediaries-closing-customers = Tämän pisteen kautta on liittynyt { $number ->
    [one] { $number } asiakas
   *[other] { $number } asiakasta
}. Heille kerrotaan sulkemisesta, kun vahvistatte sen.
intermediaries-closing-many = Tämän pisteen kautta on liittynyt yli 1 000 asiakasta. Heille kerrotaan sulkemisesta, kun vahvistatte sen.
intermediaries-closing-title = Liityntäpisteen asiakkaat
intermediaries-closing-none = Tämän pisteen kautta ei ole liittynyt asiakkaita.
intermediaries-list-caption-awaited = Odottavat yhteyspyynnöt, ensin ne, joiden tuotantokäyttö alkaa pian
# $name (String) - intermediary
# $at (String) - when
# $reason (String) - the intermediary's reason
intermediaries-line-declined-late = { $name } ei vahvistanut yhteyttä ({ $at }). Perustelu: { $reason } Hakemus on jo hyväksytty, joten siihen ei voi enää valita toista liityntäpistettä. Sopikaa asiasta välittäjän kanssa: se voi vielä vahvistaa yhteyden. Myös käsittelijä näkee asian ja on teihin yhteydessä. Tuotantokäyttö ei ala ennen kuin asia on selvitetty.
# $name (String) - intermediary
# $at (String) - when
# $reason (String) - the intermediary's reason
# $handled (String) - when an officer settled it
# $note (String) - what was settled
intermediaries-line-declined-handled = { $name } ei vahvistanut yhteyttä ({ $at }). Perustelu: { $reason } Käsittelijä on selvittänyt asian { $handled }: { $note }
intermediaries-planned-days = Päivät ovat ne, jotka asiakas on suunnitellut hakemuksessaan. Ne voivat muuttua hyväksymisen jälkeen.
intermediaries-decline-lead-late = Hakemus on jo hyväksytty, eikä asiakas voi enää valita siihen toista liityntäpistettä. Ottakaa ensin yhteyttä asiakkaaseen. Jos ette vahvista yhteyttä, kertokaa syy. Asiakas ja käsittelijä saavat tiedon, ja tuotantokäyttö odottaa, kunnes asia on selvitetty.
intermediaries-decline-used = Palvelu on asiakkaalla jo tuotantokäytössä, joten yhteyttä ei voi enää jättää vahvistamatta. Jos suljette liityntäpisteen, ilmoittakaa siitä vähintään kolme viikkoa etukäteen:
# $name (String) - intermediary
intermediaries-late-title = { $name } ei vahvistanut yhteyttä
# $service (String) - service
# $number (String) - number of the request
# $at (String) - when
intermediaries-late-text = { $service }, pyyntö { $number }. Hakemus oli jo hyväksytty, kun välittäjä vastasi { $at }.
intermediaries-late-case = Avaa hakemus
intermediaries-late-heading = Selvittäkää asia asiakkaan kanssa
intermediaries-late-lead = Asiakas ei voi enää valita hakemukseensa toista liityntäpistettä, eikä sen tuotantokäyttö ala ennen kuin merkitsette asian selvitetyksi. Välittäjä voi myös vielä vahvistaa yhteyden.
intermediaries-late-note = Mitä sovittiin
intermediaries-late-fault-note = Kirjoittakaa, mitä sovittiin.
intermediaries-late-fault-note-long = Lyhentäkää kohta ”Mitä sovittiin” enintään 1 000 merkkiin.
intermediaries-late-note-hint = Kertokaa, mitä asiakkaan kanssa sovittiin. Asiakas näkee tekstin. Älkää kirjoittako henkilötunnuksia.
intermediaries-late-point = Liityntäpiste, jonka kautta asiakas liittyy nyt
intermediaries-late-point-hint = Liityntäpisteen ylläpitäjä saa pyynnön vahvistaa yhteyden, ja liityntäpiste näkyy asiakkaan hyväksytyssä hakemuksessa. Jos liityntäpiste on asiakkaan oma, muiden vahvistusta ei tarvita.
intermediaries-late-point-same = Liityntäpiste ei vaihdu
intermediaries-late-button = Merkitse selvitetyksi
intermediaries-late-again-heading = Muuttakaa sovittua
intermediaries-late-again-lead = Voitte vielä valita toisen liityntäpisteen ja korjata tekstiä, kunnes tuotantokäyttö alkaa. Uusi teksti korvaa sen, jonka asiakas näkee nyt.
intermediaries-late-again-button = Tallenna muutos
intermediaries-late-again-link = Muuttakaa liityntäpistettä tai sovittua
# $at (String) - when
# $note (String) - what was settled
intermediaries-late-handled = Selvitetty { $at }: { $note }
intermediaries-late-stale = Joku muu ehti ensin, joten merkintäänne ei tallennettu. Tältä sivulta näette, mikä nyt on voimassa.
# $point (String)
# $owner (String)
intermediaries-late-now-awaited = Asiakas liittyy nyt liityntäpisteen { $point } kautta. Vahvistusta on pyydetty: { $owner }.
# $point (String)
# $owner (String)
intermediaries-late-now-confirmed = Asiakas liittyy nyt liityntäpisteen { $point } kautta. Sen on vahvistanut { $owner }.
# $point (String)
intermediaries-late-now-own = Asiakas liittyy nyt oman liityntäpisteensä { $point } kautta.
intermediaries-stale = Pyyntö on muuttunut sen jälkeen, kun avasitte sivun, joten vastaustanne ei tallennettu. Tältä sivulta näette, mikä nyt on voimassa.
intermediaries-stale-text = Kirjoittamanne teksti
# $date (String) - last day of use
intermediaries-late-point-closes = suljetaan { $date }
# $date (String) - last day of the certificate
intermediaries-late-point-ends = palvelinvarmenne päättyy { $date }
