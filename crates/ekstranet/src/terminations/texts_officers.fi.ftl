# $name (String) - name
# $id (String) - business ID
terminations-receiver-named = { $name } ({ $id })
# $receiver (String) - name and business ID
terminations-receiver-unverified = { $receiver }. Rekisteri ei vastannut, joten tarkistamme organisaation myöhemmin.
# $name (String) - name
terminations-receiver-is = Rekisterissä: { $name }
terminations-problem-receiver-ended = Organisaatio on lakannut. Tarkistakaa Y-tunnus, tai valitkaa, ettei toiminta siirry.
terminations-problem-receiver-unknown = Rekistereissä ei ole organisaatiota, jolla on tämä Y-tunnus. Tarkistakaa Y-tunnus.
terminations-invoice-not-known = Laskutusosoitteenne ei ole tässä palvelussa. Jos ette ole varmoja siitä, antakaa osoite alla.
terminations-finding-unverified = Jatkavaa organisaatiota ei voitu tarkistaa rekisteristä, kun irtisanominen lähetettiin. Rekisteriltä kysytään automaattisesti uudelleen.
# $time (String) - date and time
# $name (String) - name
terminations-finding-verified = Rekisteri vastasi { $time }: jatkava organisaatio on { $name }.
# $time (String) - date and time
# $name (String) - name
terminations-finding-verified-ended = Rekisteri vastasi { $time }: jatkava organisaatio { $name } on lakannut.
# $time (String) - date and time
terminations-finding-verified-unknown = Rekisteri vastasi { $time }: jatkavaa organisaatiota ei ole rekistereissä.
# $time (String) - date and time
terminations-answer-proposed = Vahvistuksen perumista esitettiin { $time }
# $time (String) - date and time
terminations-answer-kept = Vahvistus pidettiin voimassa { $time }
# $time (String) - date and time
terminations-answer-taken-back = Vahvistus peruttiin { $time }
terminations-desk-proposed = Vahvistuksen perumista on esitetty
terminations-desk-proposed-tag = Odottaa toista käsittelijää
terminations-taking-back-stale = Tilanne on muuttunut sen jälkeen, kun avasitte sivun, joten mitään ei tallennettu. Tarkistakaa tilanne tältä sivulta.
terminations-desk-waiting-next = Seuraavat vastausta odottavat
terminations-desk-confirmed-next = Seuraavat vahvistetut
terminations-desk-proposed-next = Seuraavat esitetyt perumiset
terminations-desk-returned-next = Seuraavat palautetut
terminations-taking-back-title = Vahvistuksen peruminen
terminations-taking-back-about = Vahvistuksen voi perua viimeiseen käyttöpäivään asti. Palvelut palautuvat ennalleen, irtisanominen odottaa taas vastausta, ja asiakkaalle kerrotaan syy.
terminations-taking-back-about-two = Vahvistuksen voi perua viimeiseen käyttöpäivään asti. Näiden palvelujen vahvistuksen peruu kaksi käsittelijää: te esitätte sitä, ja toinen käsittelijä, joka on hyväksyjä, peruu vahvistuksen.
terminations-taking-back-waits = Esitys odottaa toista käsittelijää, joka on hyväksyjä.
# $name (String) - name
# $time (String) - date and time
terminations-taking-back-proposed = { $name } esitti vahvistuksen perumista { $time }
terminations-taking-back-why = Miksi vahvistus perutaan
terminations-taking-back-why-hint = Asiakas näkee syyn. Älkää kirjoittako henkilötunnuksia.
terminations-taking-back-remark = Huomautus esittäjälle
terminations-taking-back-remark-hint = Jos pidätte vahvistuksen voimassa, kertokaa miksi. Asiakas ei näe huomautusta. Älkää kirjoittako henkilötunnuksia.
terminations-take-back = Peru vahvistus
terminations-propose-taking-back = Esitä vahvistuksen perumista
terminations-keep-confirmation = Pidä vahvistus voimassa
terminations-problem-why = Kirjoittakaa, miksi vahvistus perutaan.
# $number (String) - case number
terminations-desk-sure = Vahvistetaanko irtisanominen { $number }?
terminations-desk-sure-text = Palvelut päättyvät viimeisen käyttöpäivän jälkeen itsestään. Asiakkaalle kerrotaan vahvistuksesta sähköpostilla.
# $number (String) - case number
terminations-desk-sure-reject = Hylätäänkö irtisanominen { $number }?
terminations-desk-sure-reject-text = Hylkäys on lopullinen: palveluiden käyttö jatkuu, ja asiakas voi tehdä uuden irtisanomisen. Asiakkaalle kerrotaan hylkäyksestä sähköpostilla, ja asiakas näkee perustelut.
terminations-desk-sure-back = Palaa muuttamatta mitään
terminations-fact-words = Viesti asiakkaalle
terminations-state-waiting-for-customer = Odottaa asiakasta
# $name (String) - officer
# $time (String) - date and time
terminations-desk-lead-confirmed = { $name } vahvisti irtisanomisen { $time }. Asiakkaalle on kerrottu siitä sähköpostilla.
# $name (String) - officer
# $time (String) - date and time
terminations-desk-lead-returned = { $name } palautti irtisanomisen asiakkaalle { $time }. Asiakkaalle on kerrottu siitä sähköpostilla.
# $name (String) - officer
# $time (String) - date and time
terminations-desk-lead-rejected = { $name } hylkäsi irtisanomisen { $time }. Asiakkaalle on kerrottu siitä sähköpostilla.
# $heading (String) - what was said and when
# $name (String) - officer
terminations-answer-by = { $heading }, { $name }
