pharmacies-contacts-title = Vahvistakaa yhteystiedot
pharmacies-contacts-lead = Nämä yhteystiedot teillä on. Sähköpostiviestit lähetetään hallinnollisille yhteyshenkilöille. Muihin otetaan tarvittaessa yhteyttä heidän tehtäviensä mukaan.
pharmacies-contacts-none = Yhteystiedot tulevat hakemuksesta. Ne näkyvät tässä, kun hakemus on hyväksytty.
pharmacies-contacts-change-text = Jos jokin on väärin, tehtäviin tarvitaan lisää henkilöitä tai tehtävät jaetaan uudelleen, muuttakaa yhteyshenkilöitä ensin ja vahvistakaa ne sitten tässä.
pharmacies-contacts-change = Muuttakaa yhteyshenkilöitä
pharmacies-contacts-confirm = Vahvista nämä yhteystiedot
# $at (String) - date and time
pharmacies-contacts-in-force = Yhteystiedot on vahvistettu { $at }.
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
