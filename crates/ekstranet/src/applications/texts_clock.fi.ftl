### The clock, the receipt, frozen versions

applications-next-draft = Seuraavaksi te täytätte hakemuksen loppuun ja lähetätte sen.
applications-next-submitted = Seuraavaksi käsittelijä ottaa hakemuksen käsittelyyn. Teidän ei tarvitse tehdä mitään.
applications-next-in-review = Seuraavaksi käsittelijä tarkistaa hakemuksen ja ratkaisee asian. Teidän ei tarvitse tehdä mitään.
applications-next-supplement = Seuraavaksi te täydennätte hakemusta.
applications-next-approved = Seuraavaksi te viette palvelun käyttöönoton loppuun.
applications-next-rejected = Hakemus on hylätty. Päätöksestä näette perustelut sekä sen, miten ja mihin mennessä voitte vaatia oikaisua. Voitte myös tehdä uuden hakemuksen.
applications-next-withdrawn = Olette peruuttaneet hakemuksen, eikä sitä enää käsitellä. Jos tarvitsette palvelun, tehkää uusi hakemus.
applications-next-lapsed = Hakemus on rauennut, koska täydennystä ei tullut määräajassa. Sitä ei enää käsitellä. Jos tarvitsette palvelun, tehkää uusi hakemus.
applications-receipt-next-answered = Kun olette lähettäneet täydennyksen, käsittelijä jatkaa hakemuksen tarkistamista ja ratkaisee asian.
applications-receipt-manner = Saapumistapa
applications-receipt-manner-here = Sähköisesti Kanta Ekstranetissä
applications-receipt-recipient = Vastaanottaja
applications-receipt-state = Asian tila nyt
applications-receipt-hash = Lähetettyjen tietojen tiiviste (SHA-256), jolla ne tunnistetaan
# $at (String) - date and time
applications-version-link = Lähetetyt tiedot { $at }
# $number (Number) - number of the version
applications-version-title = Lähetetyt tiedot, versio { $number }
# $at (String) - date and time
applications-version-lead = Tiedot sellaisina kuin ne lähetettiin { $at }. Niitä ei muuteta jälkeenpäin.
applications-expected-unknown = Vastaavia hakemuksia on ratkaistu viime aikoina niin vähän, ettemme voi arvioida käsittelyaikaa.
# $days (Number) - days
applications-expected = { $days ->
    [one] Hakemukset, joista ei ole pyydetty täydennystä, on viime aikoina käsitelty tavallisesti yhdessä päivässä.
   *[other] Hakemukset, joista ei ole pyydetty täydennystä, on viime aikoina käsitelty tavallisesti { $days } päivässä.
}
# $days (Number) - days
applications-expected-if-supplemented = { $days ->
    [one] Jos täydennystä on pyydetty, käsittely on kestänyt lähettämisestä tavallisesti yhden päivän.
   *[other] Jos täydennystä on pyydetty, käsittely on kestänyt lähettämisestä tavallisesti { $days } päivää.
}
# $days (Number) - days
applications-expected-supplemented = { $days ->
    [one] Hakemukset, joista on pyydetty täydennystä, on viime aikoina käsitelty tavallisesti yhdessä päivässä lähettämisestä.
   *[other] Hakemukset, joista on pyydetty täydennystä, on viime aikoina käsitelty tavallisesti { $days } päivässä lähettämisestä.
}
