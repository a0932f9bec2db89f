### A takeover that moves

applications-event-takeover-moved = Käyttöönottopäivä siirtyi haltuunottopäivän mukana
applications-moved-title = Haltuunottopäivä on siirtynyt
# $from (String) - date
# $to (String) - date
applications-moved-text = Suunniteltu käyttöönottopäivä { $from } siirtyi haltuunottopäivän mukana: uusi päivä on { $to }.
applications-moved-follows = Hakemuksen käsittely jatkuu, eikä teidän tarvitse tehdä mitään. Jos uusi päivä ei sovi teille, kirjoittakaa siitä viesti tässä asiassa. Voitte vaihtaa päivän myös hyväksymisen jälkeen.
# $from (String) - date
# $to (String) - date
applications-finding-date-moved = Suunniteltu käyttöönottopäivä { $from } siirtyi haltuunottopäivän mukana. Päätös koskee uutta päivää { $to }.
# $date (String) - last day of the access point
applications-point-closes = Liityntäpiste suljetaan. Sen viimeinen päivä on { $date }. Sopikaa Kanta-välittäjänne kanssa uudesta pisteestä hyvissä ajoin ennen sitä.
applications-point-other = Hakekaa toista liityntäpistettä
