### Working together on a draft

# $name (String) - a colleague
# $time (String) - time of day
applications-present = { $name } on täyttänyt tätä osaa klo { $time } alkaen.
# $name (String) - a colleague
# $time (String) - time of day
applications-present-here = { $name } on avannut tämän osan klo { $time }. Voitte jatkaa: jos tallennatte yhtä aikaa, kummankaan vastaukset eivät häviä.
applications-history-title = Muutoshistoria
applications-history-lead = Tässä näette, kuka on muuttanut mitä. Uusin muutos on ensimmäisenä.
applications-history-empty = Hakemukseen ei ole vielä tallennettu mitään.
applications-history-before = Ennen
applications-history-after = Muutoksen jälkeen
applications-history-notes = Viestit seuraavalle täyttäjälle
applications-history-newer = Uudemmat muutokset
applications-history-older = Vanhemmat muutokset
applications-note-title = Viesti seuraavalle täyttäjälle
applications-note-label = Viesti
applications-note-hint = Kertokaa esimerkiksi, mikä on kesken. Viesti näkyy kaikille, jotka täyttävät hakemusta. Tyhjä viesti poistaa edellisen. Älkää kirjoittako tähän henkilötunnuksia.
applications-note-button = Jätä viesti
# $name (String) - who wrote it
# $at (String) - date and time
applications-note-from = { $name } jätti viestin { $at }
applications-restart-link = Aloita hakemus alusta
applications-restart-title = Aloitatteko hakemuksen alusta?
applications-restart-text = Nykyinen luonnos siirretään sivuun, ja saatte uuden, tyhjän luonnoksen. Vanhaa luonnosta ei enää täytetä, mutta sitä voi lukea hakemusten luettelosta, ja sen vastaukset voi ottaa uuteen luonnokseen osa kerrallaan.
applications-restart-button = Aloita alusta
applications-restart-stay = Jatka nykyistä luonnosta
# $service (String) - service
applications-aside-title = Sivuun siirretty luonnos: { $service }
# $at (String) - date and time
applications-aside-lead = Luonnos siirrettiin sivuun { $at }, kun hakemus aloitettiin alusta.
applications-aside-text = Luonnosta ei voi enää muuttaa eikä lähettää. Voitte ottaa sen vastaukset uuteen hakemukseen, kun avaatte siinä saman osan.
applications-aside-button = Siirry uuteen hakemukseen
# $at (String) - date and time
applications-line-aside = Luonnos, joka siirrettiin sivuun { $at }.
applications-event-put-aside = Luonnos siirrettiin sivuun
# $date (String) - date
applications-removed-on = Tätä luonnosta ei ole jatkettu pitkään aikaan. Se poistetaan { $date }, ellei siihen tallenneta mitään.

### Answers given before

applications-earlier-offer = Organisaationne on vastannut näihin kysymyksiin ennenkin. Voitte katsoa vastaukset ja ottaa ne tähän:
# $name (String) - service and case number
# $at (String) - date and time
applications-earlier-from = { $name }, tallennettu { $at }
applications-earlier-title = Ottakaa aiemmat vastaukset
applications-earlier-text = Vastaukset kopioidaan tähän osaan. Tarkistakaa ne sen jälkeen ja tallentakaa osa. Päivämääriä ja vahvistuksia ei kopioida.
applications-earlier-same = Aiemmat vastaukset ovat samat kuin nyt.
applications-earlier-now = Nyt tässä osassa
applications-earlier-then = Aiempi vastaus
applications-earlier-button = Ota nämä vastaukset
applications-earlier-stay = Älä ota

### The form before anybody applies

applications-forms-title = Hakemuslomakkeet luettavaksi
applications-forms-link = Lukekaa lomakkeet etukäteen
applications-forms-lead = Voitte lukea ja tulostaa jokaisen lomakkeen kysymykset ennen kuin aloitatte hakemuksen. Hakemus täytetään tässä palvelussa.
applications-blank-lead = Sivulla ovat kaikki kysymykset. Kaikki eivät koske jokaista hakijaa. Voitte tulostaa sivun ja kerätä tiedot valmiiksi.

applications-blank-kind = Hakija
applications-blank-show = Näytä tämän hakijan lomake
applications-kind-private = Yritys, osuuskunta tai yhdistys
applications-kind-sole-trader = Elinkeinonharjoittaja (toiminimi)
applications-kind-self-employed = Itsenäinen ammatinharjoittaja
applications-kind-foundation = Säätiö
applications-kind-public = Hyvinvointialue tai muu julkinen organisaatio
applications-kind-hospital-pharmacy = Julkinen organisaatio, jolla on sairaala-apteekki
applications-kind-pharmacist = Apteekkari
applications-kind-university-pharmacy = Yliopiston apteekki

### Suggested values

# $value (String) - the value in words
applications-suggested = Käsittelijä ehdottaa: { $value }
applications-suggested-now = Vastauksenne nyt
applications-suggested-value = Käsittelijän ehdotus
applications-suggested-accept = Hyväksy ehdotus
applications-suggested-edit = Vastaa itse
applications-suggested-taken = Ehdotus on hyväksytty.

### Messages of a case

applications-messages-title = Viestit
applications-messages-open = Lukekaa ja kirjoittakaa viestejä
# $count (Number) - unread messages
applications-messages-new = { $count ->
    [one] Yksi uusi viesti
   *[other] { $count } uutta viestiä
}
# $number (String) - case number
applications-messages-lead = Asia { $number }. Täällä voitte kirjoittaa asian käsittelijälle ja lukea vastaukset.
# $number (String) - case number
applications-messages-lead-closed = Asia { $number }. Asia on päättynyt. Kysyttävää? Ottakaa yhteyttä asiakastukeen.
applications-messages-empty = Asiassa ei ole vielä viestejä.
applications-messages-closed = Asian käsittely on päättynyt, joten uusia viestejä ei voi kirjoittaa.
applications-messages-closed-granted = Palvelun käyttöönotto on päättynyt, joten uusia viestejä ei voi kirjoittaa.
applications-message-label = Viesti käsittelijälle
applications-message-hint = Enintään 2 000 merkkiä. Älkää kirjoittako tähän henkilötunnuksia.
applications-message-button = Lähetä viesti
applications-message-unread = Ei vielä luettu
# $name (String) - who read it
# $at (String) - date and time
applications-message-read = Luettu { $at } ({ $name })

### Answers that came too late

# $step (String) - the part
applications-closed-part = Osa: { $step }.
applications-closed-sent = Hakemus lähetettiin ennen kuin tallensitte
applications-closed-sent-text = Hakemus on lähetetty, joten näitä vastauksianne ei tallennettu. Kopioikaa tältä sivulta, mitä tarvitsette. Jos jokin lähetetty tieto on korjattava, kertokaa siitä käsittelijälle.
applications-closed-answered = Täydennys lähetettiin ennen kuin tallensitte
applications-closed-answered-text = Täydennyspyyntöön on vastattu, joten näitä vastauksianne ei tallennettu. Kopioikaa tältä sivulta, mitä tarvitsette. Jos jokin lähetetty tieto on korjattava, kertokaa siitä käsittelijälle.
applications-closed-recalled = Täydennyspyyntö peruttiin ennen kuin tallensitte
applications-closed-recalled-text = Käsittelijä on perunut täydennyspyynnön, joten näitä vastauksianne ei tallennettu. Hakemus on käsittelyssä sellaisena kuin se lähetettiin. Kopioikaa tältä sivulta, mitä tarvitsette.
applications-closed-ended = Hakemusta ei voi enää muuttaa
applications-closed-ended-text = Hakemuksen tila muuttui ennen kuin tallensitte, joten näitä vastauksianne ei tallennettu. Kopioikaa tältä sivulta, mitä tarvitsette.
applications-closed-gone = Luonnos otettiin käyttöön tai poistettiin ennen kuin tallensitte
applications-closed-gone-text = Luonnosta ei enää ole, joten näitä vastauksianne ei tallennettu. Kopioikaa tältä sivulta, mitä tarvitsette.
applications-closed-discarded = Luonnos poistettiin ennen kuin tallensitte
applications-closed-discarded-text = Luonnos on poistettu, joten näitä vastauksianne ei tallennettu. Kopioikaa tältä sivulta, mitä tarvitsette.
applications-closed-unsaved = Teidän versiotanne ei tallennettu.
applications-closed-theirs = Voimaan jäänyt versio
