controllers-desk-title = Rekisterinpitäjän muutokset
controllers-desk-lead = Ensin ne, jotka odottavat käsittelijää, ja niistä ensin ne, jotka tulevat voimaan ensin.
controllers-desk-none = Yksikään muutos ei odota käsittelijää.
controllers-desk-confirmed = Vahvistetut, ajopäivä puuttuu
controllers-desk-contested = Riitautetut
controllers-desk-overdue = Ajopäivä on mennyt, kirjatkaa tulos
controllers-desk-asked = Odottavat uuden rekisterinpitäjän vahvistusta
controllers-desk-scheduled = Odottavat ajoa
controllers-desk-returned = Palautetut korjattaviksi
# $list (String) - name of a list
controllers-desk-next = Seuraavat: { $list }
# $number (String) - case number
# $name (String) - new controller
# $date (String) - from which day
controllers-desk-line = { $number }. Uusi rekisterinpitäjä { $name } { $date } alkaen.
controllers-desk-stale = Tilanne on muuttunut sen jälkeen, kun avasitte sivun, joten mitään ei tallennettu. Tarkistakaa tilanne tältä sivulta.
controllers-desk-lost = Kirjoittamanne teksti
controllers-desk-answer = Päätös
controllers-desk-run = Ajo
controllers-desk-no-runs = Muutokselle sopivaa ajoa ei ole julkaistu. Julkaiskaa ensin ajo:
controllers-desk-reason = Perustelut tai viesti osapuolille
controllers-desk-reason-hint = Pakollinen, kun palautatte, hylkäätte tai siirrätte muutoksen, ja kun uusi rekisterinpitäjä ei ole vahvistanut sitä. Palautuksen perustelut näkee vain luovuttaja, muut perustelut molemmat. Älkää kirjoittako henkilötunnuksia.
controllers-desk-schedule = Ota muutos ajoon
controllers-desk-move = Siirrä toiseen ajoon
controllers-desk-carry-out = Kirjaa tehdyksi
controllers-desk-return = Palauta korjattavaksi
controllers-desk-reject = Hylkää muutos
controllers-findings-title = Ottakaa huomioon
# $date (String) - day of the run
controllers-finding-overdue = Ajopäivä { $date } on mennyt. Kirjatkaa muutos tehdyksi tai siirtäkää se toiseen ajoon.
# $services (String) - names of services
controllers-finding-gone = Luovuttajalla ei ole enää tuotantokäytössä: { $services }.
controllers-finding-receiver-in-use = Uudella rekisterinpitäjällä on palvelut tuotantokäytössä.
# $services (String) - names of services
controllers-finding-receiver-lacks = Uudella rekisterinpitäjällä ei ole tuotantokäytössä: { $services }. Sen pitää ottaa palvelu käyttöön ennen ajoa.
controllers-finding-no-address = Uuden rekisterinpitäjän sähköpostiosoitetta ei tiedetä, joten sille ei ole lähtenyt viestiä. Ottakaa siihen yhteyttä.
controllers-finding-unverified = Uutta rekisterinpitäjää ei voitu tarkistaa rekisteristä, kun ilmoitus lähetettiin. Rekisteriltä kysytään automaattisesti uudelleen.
# $time (String) - date and time
# $name (String) - name
controllers-finding-verified = Rekisteri vastasi { $time }: uusi rekisterinpitäjä on { $name }.
# $time (String) - date and time
# $name (String) - name
controllers-finding-verified-ended = Rekisteri vastasi { $time }: uusi rekisterinpitäjä { $name } on lakannut.
# $time (String) - date and time
controllers-finding-verified-unknown = Rekisteri vastasi { $time }: uutta rekisterinpitäjää ei ole rekistereissä.
controllers-problem-desk-answer = Valitkaa, mitä muutokselle tehdään.
controllers-problem-desk-run = Valitkaa ajo.
controllers-problem-desk-no-run = Sopivaa ajoa ei ole. Julkaiskaa ajo ennen kuin otatte muutoksen ajoon.
controllers-problem-desk-reason = Kirjoittakaa perustelut.
controllers-problem-desk-unconfirmed = Uusi rekisterinpitäjä ei ole vahvistanut muutosta. Kirjoittakaa, miksi muutos otetaan ajoon siitä huolimatta.
controllers-runs-title = Ajopäivät
controllers-runs-lead = Päivät, joina rekisterinpitäjän muutokset tehdään Kanta-palveluihin. Asiakkaat valitsevat näistä, kunnes ilmoitusten viimeinen päivä on mennyt.
controllers-runs-coming = Tulevat ajot
controllers-runs-no-coming = Yhtään ajoa ei ole julkaistu.
controllers-runs-past = Menneet ajot
# $until (String) - last day on which notifications are taken
# $services (String) - names of services
# $count (Number) - changes that hang on it
# $name (String) - who added it
controllers-runs-line = Ilmoitukset viimeistään { $until }. { $services }. { $count ->
    [0] Ei muutoksia.
    [one] Yksi muutos.
   *[other] { $count } muutosta.
} Lisännyt { $name }.
controllers-runs-cancel = Peru ajo
# $date (String) - day of the run
# $count (Number) - changes that hang on it
controllers-runs-hanging = { $count ->
    [one] Ajoa { $date } ei voi perua, koska yksi muutos odottaa sitä. Siirtäkää muutos ensin toiseen ajoon.
   *[other] Ajoa { $date } ei voi perua, koska { $count } muutosta odottaa sitä. Siirtäkää muutokset ensin toiseen ajoon.
}
# $date (String) - day of the run
controllers-runs-stale = Joku muu on jo muuttanut ajoa { $date }. Tarkistakaa tilanne tältä sivulta.
controllers-runs-add-title = Uusi ajo
controllers-runs-day = Ajopäivä
controllers-runs-day-hint = Muodossa 4.12.2026
controllers-runs-closes-on = Ilmoitusten viimeinen päivä
controllers-runs-closes-on-hint = Viimeistään ajopäivää edeltävä päivä. Tähän päivään asti ilmoituksen voi lähettää ja peruuttaa.
controllers-runs-services = Palvelut
controllers-runs-note = Huomautus
controllers-runs-note-hint = Vain käsittelijät näkevät huomautuksen. Enintään 500 merkkiä.
controllers-runs-add = Julkaise ajo
controllers-problem-run-day-missing = Kirjoittakaa ajopäivä.
controllers-problem-run-past = Päivä on mennyt. Valitkaa tämä päivä tai myöhempi.
controllers-problem-run-too-far = Päivä on yli kolmen vuoden päässä. Tarkistakaa päivä.
controllers-problem-closes-after = Ilmoitusten viimeisen päivän pitää olla ennen ajopäivää.
controllers-problem-run-services = Valitkaa vähintään yksi palvelu.
controllers-problem-run-twice = Jollekin näistä palveluista on jo ajo tänä päivänä. Valitkaa toinen päivä tai toiset palvelut.
# $number (String) - case number
controllers-desk-sure = Hylätäänkö muutos { $number }?
controllers-desk-sure-text = Hylkäys on lopullinen: rekisterinpitäjä ei muutu, ja palveluista voi tehdä uuden ilmoituksen. Molemmille osapuolille kerrotaan hylkäyksestä sähköpostilla, ja molemmat näkevät perustelut.
controllers-desk-sure-back = Palaa hylkäämättä
controllers-runs-cancelled = Viime kuukausina perutut ajot
# $services (String) - names of services
# $name (String) - who cancelled it
# $time (String) - date and time
controllers-runs-cancelled-line = { $services }. Perunut { $name } { $time }.
# $date (String) - day of the run
controllers-runs-sure = Perutaanko ajo { $date }?
controllers-runs-sure-text = Perumisen jälkeen asiakkaat eivät voi valita tätä ajoa eikä siihen voi ottaa muutoksia. Samalle päivälle voi myöhemmin julkaista uuden ajon.
controllers-runs-keep = Älä peru ajoa
controllers-runs-move-first = Ajon voi perua vasta, kun nämä muutokset on otettu toiseen ajoon:
controllers-problem-closes-on-missing = Kirjoittakaa ilmoitusten viimeinen päivä.
