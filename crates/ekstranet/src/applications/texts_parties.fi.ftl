applications-to-parties = Yhteisliittyminen: mukanaliittyjät
applications-fault-joined-through-other = Teidän ei tarvitse hakea itse. Jos pääliittyjä on jo lisännyt teidät, vahvistakaa liittyminen etusivullanne. Muuten pyytäkää sitä lisäämään teidät mukanaliittyjäksi. Tämän luonnoksen voitte poistaa.
# $names (String) - names of main joiners
applications-joined-already = Olette jo mukanaliittyjä tässä palvelussa. Pääliittyjä on { $names }.
applications-joined-until = Jos haette suoraan, yhteisliittyminen päättyy sinä päivänä, jona oma tuotantokäyttönne alkaa.
# $names (String) - names of main joiners
applications-joined-unconfirmed = Teidät on lisätty mukanaliittyjäksi tähän palveluun, mutta ette ole vielä vahvistaneet sitä. Pääliittyjä on { $names }.
# $count (Number) - parties
applications-finding-parties = Mukanaliittyjiä: { $count }. Katsokaa ne ja rekisterien tiedot mukanaliittyjien sivulta.
applications-finding-no-parties = Pääliittyjä ei ole luetteloinut yhtään mukanaliittyjää.
# $names (String) - names of main joiners
applications-finding-joined = Hakija on mukanaliittyjä tässä palvelussa. Pääliittyjä on { $names }.
# $count (Number) - how many
applications-parties-sent = Lähetettäessä mukanaliittyjiä: { $count }
# $names (String) - names of parties
applications-finding-parties-added = Lähettämisen jälkeen lisätty: { $names }
# $names (String) - names of parties
applications-finding-parties-ended = Lähettämisen jälkeen päättynyt: { $names }
applications-receipt-parties = Hakemuksen mukanaliittyjät
# $service (String) - the service that this one requires
# $names (String) - names of main joiners
applications-required-jointly = Teillä on jo käytössä { $service } mukanaliittyjänä. Pääliittyjä on { $names }. Tätä palvelua haette itse: allekirjoitatte oman sitoumuksen ja vastaatte omasta rekisteristänne. Mukanaliittyminen jatkuu ennallaan.
# $service (String) - the service that this one requires
# $name (String) - name of the main joiner
applications-finding-required-jointly = Edellytetty palvelu { $service } on hakijalla käytössä mukanaliittyjänä. Pääliittyjä on { $name }.
# $count (Number) - parties
applications-finding-parties-besides = Hakija on luetellut mukanaliittyjiä ({ $count }), mutta hakemus ei ole yhteisliittymistä varten. Heille ei ole kerrottu siitä.
applications-fault-other-unknown = Palvelunantajien rekistereistä ei löydy tätä Y-tunnusta. Tarkistakaa numero.
applications-fault-other-ended = Rekisterin mukaan organisaation rekisteröinti on päättynyt. Tarkistakaa, mikä palvelunantaja on nyt toinen osapuoli.
# $name (String)
applications-other-known = Nimi rekisterissä: { $name }.
# $service (String) - the service that is extended
applications-other-lacks = Huomatkaa: toisella osapuolella ei ole palvelua { $service } tuotantokäytössä. Molemmilla on oltava palvelu ja toiminto käytössä. Voitte silti jatkaa hakemusta, ja käsittelijä tarkistaa asian.
# $other (String) - name and business ID of the other party
# $service (String) - the service that is extended
applications-check-other-lacks = Toisella osapuolella { $other } ei ole palvelua { $service } tuotantokäytössä. Molemmilla on oltava palvelu ja toiminto käytössä. Voitte silti lähettää hakemuksen, ja käsittelijä tarkistaa asian.
# $service (String)
applications-finding-other-has = Toisella osapuolella on palvelu { $service } tuotantokäytössä.
# $service (String)
applications-finding-other-lacks = Toisella osapuolella ei ole palvelua { $service } tuotantokäytössä. Molemmilla on oltava palvelu ja toiminto käytössä.
applications-finding-other-silent = Rekisteri ei vastaa, joten toista osapuolta ei ole tarkistettu.
applications-awaited-title = Odottaa muiden vahvistusta
# $other (String) - name and business ID of the other party
applications-awaited-other = Olemme kysyneet toiselta osapuolelta, onko asiasta sovittu. Odotamme vastausta: { $other }.
# $names (String) - names of joined parties
applications-awaited-parties = Näitä mukanaliittyjiä on pyydetty vahvistamaan liittymisensä: { $names }. Kukin vastaa Kanta Ekstranetissä.
# $count (Number) - how many joined parties
applications-awaited-parties-many = Mukanaliittyjiä, joita on pyydetty vahvistamaan liittymisensä: { $count }. Kukin vastaa Kanta Ekstranetissä.
# $other (String)
applications-next-contested = Toinen osapuoli ({ $other }) ilmoitti, ettei asiasta ole sovittu. Selvittäkää asia sen kanssa.
# $other (String)
applications-next-other = Odotamme toisen osapuolen ({ $other }) vastausta. Käsittelijä ratkaisee asian sen jälkeen. Teidän ei tarvitse tehdä mitään.
applications-contested-title = Selvittäkää asia toisen osapuolen kanssa
applications-contested-text = Toinen osapuoli voi vielä vahvistaa asian, kunnes hakemus ratkaistaan. Jos nimesitte väärän osapuolen, kertokaa siitä käsittelijälle viestillä.
applications-elsewhere-untold = Kertokaa käsittelijälle viestillä, minkä toisen liityntäpisteen tai välittäjän kautta liitytte. Käsittelijä pyytää sitten täydennystä, jolla voitte vaihtaa liityntäpisteen hakemukseen.
applications-elsewhere-told = Olette kirjoittaneet käsittelijälle. Seuraavaksi hän lukee viestinne ja pyytää täydennystä, jolla voitte vaihtaa liityntäpisteen hakemukseen.
applications-elsewhere-link = Viestit käsittelijän kanssa
# $name (String) - intermediary
applications-event-declined = { $name } ei vahvistanut yhteyttä
