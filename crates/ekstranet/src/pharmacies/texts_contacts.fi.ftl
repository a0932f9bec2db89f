pharmacies-contacts-title = Vahvistakaa yhteystiedot
pharmacies-contacts-lead = Nämä yhteystiedot teillä on. Tiedotteet ja viestit lähetetään niiden mukaan.
pharmacies-contacts-none = Yhteystiedot tulevat hakemuksesta. Ne näkyvät tässä, kun hakemus on hyväksytty.
# $email (String) - support address
# $phone (String) - support telephone
pharmacies-contacts-wrong = Jos tehtäviin tarvitaan lisää henkilöitä tai tehtävät jaetaan uudelleen, ilmoittakaa siitä asiakastukeen: { $email }, { $phone }.
pharmacies-contacts-correct-title = Korjatkaa yhteystiedot
pharmacies-contacts-correct-lead = Jos jokin on väärin, korjatkaa se tässä. Kun tallennatte, vahvistatte samalla nämä yhteystiedot. Käytössä olevista palveluista kerrotaan sen jälkeen korjattuihin osoitteisiin.
pharmacies-contacts-correct = Tallenna ja vahvista
pharmacies-contacts-confirm = Vahvista nämä yhteystiedot
# $at (String) - date and time
pharmacies-contacts-in-force = Yhteystiedot on vahvistettu { $at }.
# $roles (String) - what the person is there for
pharmacies-contacts-name-missing = Kirjoittakaa nimi: { $roles }.
# $roles (String) - what the person is there for
pharmacies-contacts-email-missing = Kirjoittakaa sähköpostiosoite: { $roles }.
# $roles (String) - what the person is there for
pharmacies-contacts-phone-missing = Kirjoittakaa puhelinnumero: { $roles }.
pharmacies-contacts-history = Vahvistukset
# $name (String) - who
# $at (String) - date and time
pharmacies-contacts-confirmed = { $name } vahvisti nämä yhteystiedot { $at }.
# $name (String) - who
# $at (String) - date and time
pharmacies-contacts-confirmed-before = { $name } vahvisti silloiset yhteystiedot { $at }.
pharmacies-contacts-current = Valmis
pharmacies-contacts-changed = Ei käytössä
pharmacies-contacts-link = Tarkistakaa ja vahvistakaa yhteystiedot
