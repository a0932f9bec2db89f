home-do-confirm-joining = Vahvistakaa liittyminen
# $service (String) - name of the service
# $name (String) - main joiner
home-do-about-joining = { $service }. { $name } on lisännyt teidät mukanaliittyjäksi.
home-do-clear-up = Selvittäkää riitautus
# $count (Number) - contested relations
home-do-about-contested = { $count ->
    [one] Yksi mukanaliittyjä riitauttaa liittymisen.
   *[other] { $count } mukanaliittyjää riitauttaa liittymisen.
}
home-state-joined = Valmis
# $name (String) - main joiner
# $date (String) - first day
home-joined = Mukana yhteisliittymisellä. Pääliittyjä on { $name }, ensimmäinen päivä { $date }.
# $name (String) - main joiner
# $date (String) - first day
home-joined-waiting = { $name } on lisännyt teidät mukanaliittyjäksi { $date } alkaen. Ette ole vielä vastanneet, joten ette ole mukana.
# $name (String) - main joiner
home-joined-contested = { $name } on lisännyt teidät mukanaliittyjäksi. Olette riitauttaneet liittymisen, joten ette ole mukana.
home-joined-leaving = Olette ilmoittaneet, että liitytte suoraan. Yhteisliittyminen jatkuu, kunnes oma tuotantokäyttönne alkaa.
# $date (String) - last day
# $name (String) - main joiner
home-joined-ended = Yhteisliittyminen päättyi { $date }. Pääliittyjä oli { $name }.
home-joined-answer = Vahvistakaa tai riitauttakaa liittyminen
# $date (String) - last day
home-joined-ends = Pääliittyjä päättää liittymisen { $date }.
home-do-go-on = Hakekaa palvelua itse tai etsikää uusi pääliittyjä
# $service (String) - name of the service
# $date (String) - last day
home-do-about-joining-ends = { $service }. Yhteisliittyminen päättyy { $date }.
home-parties = Yhteisliittyminen
# $count (Number) - relations
home-parties-count = { $count ->
    [one] Mukanaliittyjät: yksi liittyminen
   *[other] Mukanaliittyjät: { $count } liittymistä
}
home-do-look-at-draft = Tarkistakaa luonnos
# $service (String) - name of the service
home-do-about-staying = { $service }. Olette mukana pääliittyjän kautta. Poistakaa luonnos, jos ette tarvitse sitä.
home-do-named = Vastatkaa hakemukseen, jossa teidät on nimetty
# $name (String) - who has named
home-do-about-named = { $name } on nimennyt teidät hakemuksessaan toiseksi osapuoleksi.
# $number (String)
# $other (String)
home-do-about-unsettled = Hakemuksessa { $number } nimetty toinen osapuoli ({ $other }) ilmoitti, ettei asiasta ole sovittu.
# $other (String)
home-named-contested = Toinen osapuoli ({ $other }) ilmoitti, ettei asiasta ole sovittu. Selvittäkää asia sen kanssa.
# $other (String)
home-named-awaited = Odotamme toisen osapuolen ({ $other }) vastausta. Teidän ei tarvitse tehdä mitään.
home-do-elsewhere = Kertokaa, minkä toisen liityntäpisteen kautta liitytte
# $name (String) - intermediary
# $service (String) - name of the service
home-do-about-elsewhere = { $service }. { $name } ei vahvistanut yhteyttä. Kirjoittakaa käsittelijälle viesti.
