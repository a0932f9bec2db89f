intermediaries-sought-title = Välittäjänä ja liityntäpisteen omistajana
intermediaries-sought-connections = Yhteyspyynnöt välittäjille
intermediaries-sought-customers = Asiakkaiden yhteyspyynnöt
# $number (Number) - requests
intermediaries-sought-number = { $number ->
    [one] Yksi pyyntö.
   *[other] { $number } pyyntöä.
}
intermediaries-sought-many = Yli 1 000 pyyntöä.
# $number (Number) - requests that wait
intermediaries-sought-awaited = { $number ->
    [0] Yksikään ei odota välittäjän vastausta.
    [one] Yksi odottaa välittäjän vastausta.
   *[other] { $number } odottaa välittäjän vastausta.
}
intermediaries-sought-awaited-many = Yli 1 000 odottaa välittäjän vastausta.
# $date (String) - last day of use
intermediaries-sought-point-until = Viimeinen käyttöpäivä { $date }.
# $customer (String) - name and business ID
# $intermediary (String) - name and business ID
# $at (String) - when
intermediaries-sought-asked = Asiakas: { $customer }. Välittäjä: { $intermediary }. Pyydetty { $at }.
# $at (String) - when
intermediaries-sought-answered = Vastattu { $at }.
# $at (String) - when
intermediaries-sought-handled = Käsittelijä on selvittänyt asian { $at }.
# $title (String) - number and service
intermediaries-sought-connection = Yhteyspyyntö { $title }
intermediaries-sought-fact-intermediary = Välittäjä
intermediaries-sought-fact-ended = Käyttö päättynyt
intermediaries-sought-no-case = Hakemusta, johon pyyntö kuuluu, ei ole hyväksytty. Jos hakemus on lähetetty, se on asiakkaan asioissa.
# $name (String) - name of the intermediary
intermediaries-sought-of = Asiakkaiden yhteyspyynnöt: { $name }
intermediaries-sought-none = Pyyntöjä ei ole.
