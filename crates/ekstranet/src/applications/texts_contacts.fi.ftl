### The page of contact persons

applications-contacts-title = Yhteyshenkilöt
applications-contacts-lead = Sähköpostiviestit hakemuksistanne ja käytössä olevista palveluista lähetetään hallinnollisille yhteyshenkilöille. Muihin yhteyshenkilöihin otetaan tarvittaessa yhteyttä heidän tehtäviensä mukaan. Pitäkää tiedot ajan tasalla. Muutos tulee voimaan heti, eikä siitä tehdä hakemusta.
applications-contacts-none = Yhteyshenkilöt annetaan ensin hakemuksessa. Ne näkyvät tässä, kun hakemus on hyväksytty.
applications-contacts-roles = Tehtävät
applications-contacts-nobody = Ei yhteyshenkilöä.
applications-contacts-change = Muuttakaa yhteyshenkilöitä
applications-contacts-save = Tallenna yhteyshenkilöt
applications-contacts-history = Muutokset
# $name (String) - who
# $at (String) - date and time
applications-contacts-saved = { $name } tallensi yhteyshenkilöt { $at }.
# $at (String) - date and time
applications-contacts-granted = Hakemuksessa annetut yhteyshenkilöt tulivat voimaan { $at }.
applications-contacts-link = Pitäkää yhteyshenkilöt ajan tasalla
# $roles (String) - names of roles
applications-roles-needed = Jokaiseen näistä tehtävistä tarvitaan joku: { $roles }.
