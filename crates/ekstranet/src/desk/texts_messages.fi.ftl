desk-unread-title = Asiakkaiden viestit
desk-unread-lead = Näissä asioissa on viestejä, joita kukaan käsittelijä ei ole avannut. Pisimpään odottanut on ensimmäisenä.
desk-unread-empty = Kaikki viestit on luettu.
# $organisation (String) - name of the organisation
# $service (String) - name of the service
# $officer (String) - name of the officer
# $since (String) - date and time
desk-unread-about = { $organisation }, { $service }. Käsittelijä: { $officer }. Odottanut { $since } alkaen.
# $count (Number) - messages
desk-unread-number = { $count ->
    [one] Yksi viesti
   *[other] { $count } viestiä
}
# $count (Number) - cases
desk-unread-cases = { $count ->
    [one] Yksi asia
   *[other] { $count } asiaa
}
desk-case-deployment = Käyttöönotto
desk-case-messages = Viestit
desk-case-messages-open = Lukekaa ja kirjoittakaa viestejä
# $number (String) - case number
desk-messages-title = Viestit, asia { $number }
desk-messages-none = Asiassa ei ole vielä viestejä.
desk-messages-closed = Asia ei ole enää käsittelyssä, joten viestejä ei voi kirjoittaa.
desk-messages-closed-granted = Palvelun käyttöönotto on päättynyt, joten viestejä ei voi kirjoittaa.
desk-messages-label = Viesti asiakkaalle
desk-messages-hint = Nimenne ei näy asiakkaalle. Kirjoittakaa asian kielellä. Älkää kirjoittako tähän henkilötunnuksia.
desk-messages-button = Lähetä viesti
desk-messages-empty-text = Kirjoittakaa viesti.
desk-messages-unread = Asiakas ei ole vielä lukenut
# $name (String) - who read it
# $at (String) - date and time
desk-messages-read = Luettu { $at } ({ $name })
desk-supplement-suggest = Ehdotus vastaukseksi
desk-supplement-suggest-none = Ei ehdotusta
