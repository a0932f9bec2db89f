watch-title = Muutokset rekistereissä
watch-back = Etusivu
watch-lead = Vertaamme tietojanne rekistereihin joka yö. Tässä näette, mitä on muuttunut. Jos tieto on väärin, se korjataan siinä rekisterissä, josta se tulee.
watch-none = Rekistereissä ei ole muuttunut mitään.
# $after (String) - new name
# $before (String) - old name
watch-change-name = Organisaation nimi on muuttunut: { $before } on nyt { $after }.
# $date (String) - last day
# $unit (String) - name of the unit
watch-change-unit = Palveluyksikön { $unit } rekisteröinti päättyy { $date }.
watch-change-registration = Organisaatiota ei enää ole SOTE-organisaatiorekisterissä.
watch-change-company = Organisaatio ei ole enää Yritys- ja yhteisötietojärjestelmän (YTJ) rekistereissä.
# $after (String) - new day
# $before (String) - old day
# $pharmacy (String) - name of the pharmacy
watch-change-takeover = Apteekin { $pharmacy } haltuunottopäivä on siirtynyt: { $before } on nyt { $after }.
watch-corrected-by-soteri = Jos tieto on väärin, korjatkaa se Soterissa (Lupa- ja valvontavirasto).
watch-corrected-by-thl = Jos tieto on väärin, korjatkaa se koodistopalvelussa THL:n ohjeen mukaan.
watch-corrected-by-fimea = Jos päivä on väärin, ottakaa yhteyttä Fimeaan.
watch-corrected-by-company-register = Jos tieto on väärin, korjatkaa se YTJ:ssä. Sieltä se siirtyy muihin rekistereihin.
# $at (String) - when
watch-found = Huomattu { $at }.
# $at (String) - when
# $name (String) - who
watch-seen-by = Merkinnyt nähdyksi { $name }, { $at }.
watch-note-seen = Merkitse muutos nähdyksi
watch-tag-waits = Odottaa teitä
watch-tag-done = Valmis
watch-wrong-register = Mitä teen, jos rekisterissä on virhe?
watch-desk-title = Asiakkaiden muutokset rekistereissä
watch-desk-lead = Muutokset, jotka yöllinen vertailu on löytänyt, vanhin ensin. Asiakas on saanut tiedon sähköpostilla, ellei muutoksen kohdalla lue muuta.
watch-untold = Asiakkaalle ei lähtenyt sähköpostia: osoitetta ei ole tiedossa, tai vastaanottaja on valinnut, ettei saa näitä viestejä.
watch-desk-none = Käsittelemättömiä muutoksia ei ole.
watch-tag-seen = Asiakas on nähnyt
watch-tag-unseen = Odottaa asiakasta
# $name (String) - organisation
watch-close = Merkitse käsitellyksi: { $name }
watch-next = Seuraavat
watch-home-do = Tarkistakaa, mitä rekistereissä on muuttunut
# $count (Number) - changes that nobody has seen
watch-home-about = { $count ->
    [one] Yksi muutos odottaa teitä.
   *[other] { $count } muutosta odottaa teitä.
    }
watch-case-title = Muutokset rekistereissä hakemuksen aikana
watch-follows-name = Käsittely jatkuu. Nimi tarkistetaan rekisteristä ennen päätöstä.
watch-follows-unit = Jos yksikkö on mukana hakemuksessa, pyydämme tarvittaessa täydennystä.
watch-follows-registration = Hakemusta ei voi hyväksyä ennen kuin organisaatio on taas rekisterissä.
watch-follows-company = Asia selvitetään ennen päätöstä.
watch-follows-takeover = Hakemuksen käsittely jatkuu. Tuotantokäyttö voi alkaa aikaisintaan uutena päivänä.
# $date (String) - last day
# $unit (String) - name of the unit
watch-change-unit-over = Palveluyksikön { $unit } rekisteröinti päättyi { $date }.
# $date (String) - last day
# $pharmacy (String) - name of the pharmacy
watch-change-pharmacy = Apteekkirekisterin mukaan { $pharmacy } suljetaan: viimeinen päivä on { $date }.
watch-follows-pharmacy = Asia selvitetään ennen päätöstä: suljettu apteekki ei voi ottaa palvelua käyttöön.
watch-guide-pharmacy = Jos apteekkitoimintanne päättyy, irtisanokaa Resepti-palvelun asiakkuus sulkemispäivästä
# $after (String) - new name
# $before (String) - old name
watch-change-company-name = Nimi Yritys- ja yhteisötietojärjestelmässä (YTJ) on muuttunut: { $before } on nyt { $after }.
# $after (String) - new name
# $before (String) - old name
watch-change-parallel-name = Nimi toisella kansalliskielellä on muuttunut: { $before } on nyt { $after }.
# $after (String) - new name
watch-change-parallel-name-new = Organisaatiolle on rekisteröity nimi toisella kansalliskielellä: { $after }.
# $before (String) - old name
watch-change-parallel-name-gone = Organisaatiolla ei enää ole nimeä toisella kansalliskielellä. Nimi oli { $before }.
watch-change-practice = Toimintaa ei enää ole terveydenhuollon itsenäisten ammatinharjoittajien rekisterissä.
