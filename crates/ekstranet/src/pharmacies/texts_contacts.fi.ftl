pharmacies-contacts-title = Yhteystietojen vahvistaminen
pharmacies-contacts-lead = Nämä yhteystiedot teillä on. Tiedotteet ja viestit lähetetään niiden mukaan.
pharmacies-contacts-none = Yhteystiedot tulevat hakemuksesta. Ne näkyvät tässä, kun hakemus on hyväksytty.
# $email (String) - support address
# $phone (String) - support telephone
pharmacies-contacts-wrong = Jos jokin on väärin, älkää vahvistako vaan ilmoittakaa oikea tieto asiakastukeen: { $email }, { $phone }.
pharmacies-contacts-confirm = Vahvista nämä yhteystiedot
pharmacies-contacts-history = Vahvistukset
# $name (String) - who
# $at (String) - date and time
pharmacies-contacts-confirmed = { $name } vahvisti nämä yhteystiedot { $at }.
# $name (String) - who
# $at (String) - date and time
pharmacies-contacts-confirmed-before = { $name } vahvisti silloiset yhteystiedot { $at }.
pharmacies-contacts-current = Voimassa
pharmacies-contacts-changed = Muuttunut
pharmacies-contacts-link = Tarkistakaa ja vahvistakaa yhteystiedot
