intermediaries-address-language = Ilmoitusten kieli
intermediaries-proposals-heading = Ehdotetut versiot
# $title (String) - name and version
intermediaries-proposal-take-back = Peruuta ehdotus: { $title }
intermediaries-proposal-title = Ehdottakaa uutta järjestelmäversiota
intermediaries-proposal-lead = Käsittelijä tarkistaa sertifikaatin tietojärjestelmärekisteristä. Kun versio on hyväksytty, asiakkaat voivat valita sen hakemuksessa.
intermediaries-proposal-name = Järjestelmän nimi
intermediaries-proposal-name-hint = Sama nimi kuin tietojärjestelmärekisterissä
intermediaries-proposal-version = Versio
intermediaries-proposal-version-hint = Esimerkiksi 7.3
intermediaries-proposal-class = Luokka
intermediaries-proposal-services = Palvelut, joihin versio on sertifioitu
intermediaries-proposal-until = Sertifikaatin viimeinen voimassaolopäivä
intermediaries-proposal-until-hint = Esimerkiksi 30.6.2029
intermediaries-proposal-button = Lähetä ehdotus
# $name (String) - who
# $at (String) - when
intermediaries-proposal-by = Ehdottanut { $name }, { $at }
intermediaries-fault-system-name = Kirjoittakaa järjestelmän nimi.
intermediaries-fault-system-name-long = Lyhentäkää nimi enintään 100 merkkiin.
intermediaries-fault-system-version = Kirjoittakaa version numero.
intermediaries-fault-system-version-long = Lyhentäkää version numero enintään 30 merkkiin.
intermediaries-fault-system-class = Valitkaa luokka.
intermediaries-fault-system-services = Valitkaa ainakin yksi palvelu.
intermediaries-fault-system-past = Sertifikaatti on päättynyt. Antakaa voimassa olevan sertifikaatin viimeinen päivä.
intermediaries-fault-system-far = Päivä on yli 20 vuoden päässä. Tarkistakaa päivä.
intermediaries-fault-system-taken = Tämä versio on jo luettelossa, tai sitä on jo ehdotettu. Tarkistakaa nimi ja versio.
intermediaries-desk-systems-title = Ehdotetut järjestelmäversiot
intermediaries-desk-systems-lead = Ehdotukset, jotka odottavat vastausta, vanhin ensin.
intermediaries-desk-systems-empty = Yksikään ehdotus ei odota vastausta.
intermediaries-desk-systems-check = Tarkistakaa sertifikaatti tietojärjestelmärekisteristä ennen hyväksymistä.
# $names (String) - versions on the list
intermediaries-desk-systems-alike = Luettelossa on versio, jonka nimi eroaa vain välimerkeiltä: { $names }. Hylätkää ehdotus, jos se on sama versio.
intermediaries-desk-systems-accept = Hyväksy versio luetteloon
