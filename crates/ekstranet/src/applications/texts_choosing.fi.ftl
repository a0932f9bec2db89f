applications-search = Etsikää palvelua nimellä
applications-search-hint = Voitte käyttää myös aiempaa nimeä, esimerkiksi Potilastiedon arkisto tai eResepti.
applications-search-button = Hae palveluista
applications-search-all = Näytä kaikki palvelut
applications-search-none = Haulla ei löytynyt palvelua. Tarkistakaa kirjoitusasu tai katsokaa kaikkia palveluita.
applications-extensions-title = Laajentakaa käytössä olevaa palvelua
applications-extensions-text = Näitä haetaan, kun palvelu, jota laajennetaan, on jo tuotantokäytössä.
# $service (String) - service
# $services (String) - services of which one is needed
applications-requires-any = Palvelua { $service } voi hakea vasta, kun jokin näistä on tuotantokäytössä: { $services }.
# $total (Number) kaikkien yksiköiden määrä
applications-units-all = { $total ->
    [one] Valitse yksikkö
   *[other] Valitse kaikki { $total } yksikköä
}
applications-units-none = Poista kaikki valinnat
applications-units-filter = Rajatkaa luetteloa nimellä
applications-units-narrow = Rajaa
# $ticked (Number) valittujen määrä
# $total (Number) kaikkien yksiköiden määrä
# $shown (Number) näkyvien määrä
applications-units-count = Valittuna { $ticked } / { $total }. Luettelossa näkyy { $shown }. Valinnat säilyvät, vaikka rajaatte luetteloa.
applications-units-exceptions = Jos lähes kaikki yksiköt ottavat palvelun käyttöön, valitkaa ensin kaikki ja poistakaa sitten valinta poikkeuksista.
applications-fact-name-other = Nimi toisella kansalliskielellä
applications-decision-reasons = Perustelut
applications-decision-hearing = Kuuleminen
applications-decision-instructions = Oikaisuohje
applications-decision-title = Päätös hakemukseen
# $language (String) - fi or sv
applications-decision-language = { $language ->
    [sv] Päätös on ruotsiksi, asialle valitsemallanne kielellä.
   *[other] Päätös on suomeksi, asialle valitsemallanne kielellä.
}
applications-decision-link = Lukekaa päätös kokonaan
applications-decision-by = Päätöksen tekijä
applications-decision-applicant = Hakija
applications-decision-at = Päätös tehty
# $service (String) palvelun nimi
applications-decision-granted = Hakemus on hyväksytty. Organisaatio voi ottaa palvelun { $service } käyttöön, kun käyttöönoton tehtävät on tehty.
applications-no-running-service = Teillä ei ole tuotantokäytössä palvelua, jota voisi laajentaa.
# $days (Number) - days
applications-fault-date-lead = Muutos voidaan ottaa käyttöön aikaisintaan { $days } päivän kuluttua. Valitkaa myöhempi päivä.
applications-fault-not-of-service = Tätä ei voi ottaa käyttöön valitussa palvelussa. Valitkaa toinen palvelu tai muu laajennus.
# $at (String) - date and time
applications-company-fresh = Tiedot on haettu YTJ:stä { $at }.
# $at (String) - date and time
applications-company-stale = YTJ ei vastaa juuri nyt. Nämä tiedot on haettu { $at }. Voitte jatkaa; tiedot tarkistetaan, kun hakemus käsitellään.
applications-company-unknown = Y-tunnustanne ei löydy YTJ:stä. Tarkistakaa, että yrityksenne tiedot ovat siellä ajan tasalla.
applications-company-down = YTJ ei vastaa juuri nyt. Voitte jatkaa; tiedot tarkistetaan, kun hakemus käsitellään.
# $point (String) - name and OID
applications-point-confirmed = Välittäjä vahvisti: { $point }
# $point (String) - name and OID
applications-point-settled = Käsittelijän kanssa sovittu: { $point }
# $label (String) - the question
applications-fault-missing-of-question = Täyttäkää tämä kohta: { $label }
# $at (String) - date and time
applications-supplement-sent = Täydennys on lähetetty { $at }. Käsittelijä jatkaa asian käsittelyä.
# $language (String) - fi or sv
applications-sign-of-case = { $language ->
    [sv] Asiakirjat ovat ruotsiksi, asialle valitsemallanne kielellä.
   *[fi] Asiakirjat ovat suomeksi, asialle valitsemallanne kielellä.
}
applications-sign-change-language = Vaihtakaa asian kieli
# $at (String) - when they were fetched
applications-units-stale = SOTE-organisaatiorekisteri ei vastaa juuri nyt. Nämä palveluyksiköt on haettu { $at }. Voitte jatkaa; tiedot tarkistetaan, kun hakemus käsitellään.
# $one (String) - a choice
# $other (String) - a choice
applications-when-or = { $one } tai { $other }
# $one (String) - a choice
# $other (String) - a choice
applications-when-and = { $one } ja { $other }
# $choice (String) - a choice
applications-when-not = Vastatkaa, jos ette valinneet: { $choice }
applications-fault-unit-not-in-use = Uusimispyyntöjä voi ottaa vastaan vain yksikkö, jossa palvelu on käytössä. Poistakaa muut yksiköt valinnasta.
