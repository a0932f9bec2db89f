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
# $closes (String) - last day of use
# $date (String) - last day of the certificate
# $oid (String) - OID of the access point
# $owner (String) - who manages it
applications-access-point-until-closes = { $owner }, tunniste { $oid }, suljetaan { $closes }, palvelinvarmenne voimassa { $date } asti
# $date (String) - last day of the certificate
# $name (String) - name of the access point
# $planned (String) - planned first day
applications-certificate-short = Liityntäpisteen { $name } palvelinvarmenne päättyy { $date }, mutta käyttöönotto on suunniteltu päivälle { $planned }. Voitte lähettää hakemuksen. Varmistakaa liityntäpisteen ylläpitäjältä, että varmenne uusitaan ajoissa.
# $date (String) - last day of use
applications-finding-access-point-closes-on = Liityntäpiste suljetaan { $date }.
# $date (String) - planned first day
applications-finding-certificate-short = Palvelinvarmenne päättyy ennen suunniteltua käyttöönottopäivää { $date }.
