### What stands in the way of an application, whatever its answers are

applications-check-not-yet = Vastaukset ovat valmiit, mutta hakemusta ei voi vielä lähettää. Luonnos säilyy.
# $takeover (String) - takeover date
# $opens (String) - the first possible day
applications-finding-too-early = Haltuunottopäivä on Fimean apteekkirekisterin mukaan nyt { $takeover }. Hakemuksen voi tehdä aikaisintaan 30 päivää ennen sitä eli { $opens }.
applications-finding-no-takeover = Fimean apteekkirekisterissä ei ole hakijan haltuunottopäivää. Fimea lisää päivän.
# $service (String) - the service
applications-finding-requires = Hakijalla ei ole tuotantokäytössä palvelua, jota tämä hakemus edellyttää: { $service }.
# $services (String) - several, of which one is enough
applications-finding-requires-any = Tämä hakemus edellyttää, että jokin näistä palveluista on tuotantokäytössä, mutta hakijalla ei ole niistä yhtäkään: { $services }.
applications-sign-again-title = Sitoumus on allekirjoitettava uudelleen
applications-sign-again-text = Kun allekirjoititte tämän hakemuksen, sitoumus oli jo allekirjoitettu toisessa hakemuksessa. Sitä hakemusta ei hyväksytty, ja sitoumus raukesi sen mukana. Siksi tätä hakemusta ei voi hyväksyä.
applications-sign-again-do = Peruuttakaa tämä hakemus ja tehkää uusi. Voitte ottaa nämä vastaukset uuteen hakemukseen osa kerrallaan. Sitoumus allekirjoitetaan uuden hakemuksen mukana.
applications-one-at-a-time = Teillä voi olla kerrallaan yksi käytön laajennuksen hakemus, jota ei ole ratkaistu. Voitte aloittaa seuraavan, kun tämä on ratkaistu.
applications-one-at-a-time-draft = Teillä voi olla kerrallaan yksi käytön laajennuksen hakemus, jota ei ole ratkaistu. Voitte aloittaa seuraavan, kun tämä on ratkaistu. Jos tarvitsette ensin toisen laajennuksen, muuttakaa vastauksia tässä tai poistakaa tämä luonnos ja aloittakaa uusi.
applications-one-at-a-time-title = Seuraava käytön laajennus
applications-one-at-a-time-sent = Voitte aloittaa seuraavan käytön laajennuksen, kun tämä hakemus on ratkaistu. Jos tarvitsette ensin toisen laajennuksen, peruuttakaa tämä hakemus, aloittakaa uusi ja hakekaa tätä sen jälkeen.
