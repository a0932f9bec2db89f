# $service (String) - name of the service
deployments-title = Käyttöönotto: { $service }
deployments-back = Etusivu
deployments-state-in-use = Käytössä
deployments-state-waiting-for-you = Odottaa teitä
deployments-state-ended = Ei käytössä
deployments-done = Valmis
# $date (String) - date
deployments-lead-in-production = Palvelu on ollut tuotantokäytössä { $date } alkaen.
deployments-lead-ended = Palvelun käyttö on päättynyt.
# $date (String) - date
deployments-lead-dated = Tuotantokäyttö alkaa { $date }, kun kaikki kohdat ovat valmiina.
deployments-lead-set-up = Hakemus on hyväksytty. Merkitkää kohdat tehdyiksi ja valitkaa päivä, jona tuotantokäyttö alkaa.
deployments-checklist = Ennen tuotantokäyttöä
# $operator (String) - short name of the operator
deployments-item-rights = { $operator } on avannut oikeudet
# $number (String) - case number
deployments-granted = Oikeudet avattiin, kun hakemus { $number } hyväksyttiin.
deployments-item-connection = Yhteys tuotantoon
deployments-item-connection-text = Järjestelmätoimittajanne on kytkenyt tietojärjestelmän tuotantoon hakemuksessa nimetyn liityntäpisteen kautta.
deployments-item-certificate-cards = Varmennekortit
deployments-item-certificate-cards-text = Lääkkeen määrääjillä ja muilla ammattihenkilöillä on voimassa olevat varmennekortit, ja kortinlukijat toimivat.
deployments-item-staff = Henkilöstö
deployments-item-staff-text = Käyttäjät on koulutettu, ja heillä on työtehtäviensä mukaiset käyttöoikeudet.
deployments-item-archivist = Arkistonhoitaja
deployments-item-archivist-text = Arkistonhoitaja on nimetty, ja hän tietää tehtävänsä.
# $name (String) - who
# $time (String) - date and time
deployments-done-by = { $name } merkitsi tehdyksi { $time }.
# $item (String) - the item
deployments-mark-done = Merkitse tehdyksi: { $item }
# $item (String) - the item
deployments-undo = Peru merkintä: { $item }
deployments-date-title = Tuotantokäytön alkaminen
deployments-date-text = Voitte valita tämän päivän tai myöhemmän päivän. Jos kaikki kohdat ovat silloin valmiina, tuotantokäyttö alkaa valittuna päivänä eikä teidän tarvitse tehdä muuta.
deployments-date-label = Tuotantokäyttö alkaa
deployments-date-hint = Esimerkiksi 4.12.2026
deployments-date-save = Vahvista päivä
deployments-date-change = Vaihda päivä
deployments-date-missing = Valitkaa päivä, jona tuotantokäyttö alkaa.
deployments-date-wrong = Kirjoittakaa päivä muodossa 4.12.2026.
deployments-date-past = Päivä on mennyt. Valitkaa tämä päivä tai myöhempi päivä.
deployments-date-too-far = Päivä on yli vuoden päässä. Valitkaa aikaisempi päivä.
