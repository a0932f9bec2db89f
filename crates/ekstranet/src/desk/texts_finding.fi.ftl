desk-find-title = Asian haku
desk-find-label = Asiatunnus tai Y-tunnus
desk-find-hint = Esimerkiksi KE-2026-000012 tai 1234567-1. Y-tunnuksella näette organisaation kaikki asiat, ja katselu kirjataan lokiin.
desk-find-button = Hae
desk-find-missing = Kirjoittakaa asiatunnus tai Y-tunnus.
desk-find-wrong = Tarkistakaa, mitä kirjoititte. Asiatunnuksen muoto on KE-2026-000012 ja Y-tunnuksen 1234567-1.
desk-find-identity-code = Kirjoititte henkilötunnuksen. Sillä ei voi hakea, eikä sitä tallennettu. Kirjoittakaa asiatunnus tai Y-tunnus.
desk-find-no-case = Tällä numerolla ei ole asiaa, joka on lähetetty, eikä laskua. Tarkistakaa numero tai hakekaa Y-tunnuksella.
desk-find-applications = Hakemukset
# $date (String) - the day
desk-find-arrived = Saapui { $date }.
# $officer (String) - name of the officer
desk-find-officer = Käsittelijä: { $officer }.
desk-find-nothing = Y-tunnuksella ei löydy hakemuksia, ilmoituksia, yhteisliittymisiä, yhteyspyyntöjä, liityntäpisteitä, apteekin luovutuksia eikä laskuja, avoimia tai päättyneitä. Luonnokset eivät näy tässä.
desk-find-most = Näette 50 uusinta. Vanhemman löydätte sen numerolla.
desk-find-invoices = Organisaation laskut
desk-find-named = Hakemukset, joissa organisaatio on toinen osapuoli
