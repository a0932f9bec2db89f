parties-named-heading = Hakemukset, joissa teidät on nimetty
parties-named-lead = Ostopalvelun valtuutuksella ja rekisterinkäyttöoikeudella on kaksi osapuolta, ja molempien on vahvistettava asia. Nämä hakijat ovat nimenneet teidät toiseksi osapuoleksi. Kertokaa, onko asiasta sovittu: hakija ja käsittelijä näkevät vastauksenne.
# $name (String) - applicant
# $what (String) - what is agreed
parties-named-title = { $name }: { $what }
parties-named-fact-applicant = Hakija
parties-named-fact-named = Nimetty
parties-named-confirm = Vahvista, että asiasta on sovittu
parties-named-contest-open = Asiasta ei ole sovittu
parties-named-contest-hint = Hakija ja käsittelijä näkevät perustelun. Älkää kirjoittako henkilötietoja.
parties-named-contest = Ilmoita, ettei asiasta ole sovittu
# $at (String) - when it was asked
# $other (String) - business ID of the other party
parties-named-line-waiting = Toinen osapuoli ({ $other }) ei ole vielä vastannut. Kysytty { $at }.
# $at (String) - when it answered
# $other (String) - business ID of the other party
parties-named-line-confirmed = Toinen osapuoli ({ $other }) vahvisti { $at }, että asiasta on sovittu.
# $at (String) - when it answered
# $other (String) - business ID of the other party
# $reason (String) - its reason
parties-named-line-contested = Toinen osapuoli ({ $other }) ilmoitti { $at }, ettei asiasta ole sovittu. Perustelu: { $reason }
parties-named-closed = Hakemus on ratkaistu, joten vastausta ei voi enää antaa eikä muuttaa. Jos asiasta ei ole sovittu, ottakaa yhteyttä hakijaan ja asiakastukeen.
parties-named-former-heading = Hakemukset, joissa teitä ei enää nimetä
parties-named-former-lead = Nämä hakijat nimesivät teidät ensin toiseksi osapuoleksi ja muuttivat sitten hakemustaan. Teidän ei tarvitse tehdä mitään, eikä mahdollinen vastauksenne enää koske hakemusta.
parties-named-fact-ended = Nimeäminen päättyi
parties-named-tag-confirmed = Vahvistettu
parties-named-tag-contested = Ei sovittu
parties-named-fact-answered = Vastauksenne
# $at (String)
# $by (String)
parties-named-answered = { $at }, { $by }
parties-named-fact-units = Yksiköt
parties-named-fact-day = Suunniteltu käyttöönottopäivä
parties-named-tag-ended = Päättynyt
# $day (String) - when it ended
parties-named-outcome-approved = Hakemus hyväksyttiin { $day }.
# $day (String) - when it ended
parties-named-outcome-approved-all-the-same = Hakemus hyväksyttiin { $day }, vaikka ilmoititte, ettei asiasta ole sovittu.
# $day (String) - when it ended
parties-named-outcome-rejected = Hakemus hylättiin { $day }. Teidän ei tarvitse tehdä mitään.
# $day (String) - when it ended
parties-named-outcome-withdrawn = Hakija peruutti hakemuksensa { $day }. Teidän ei tarvitse tehdä mitään.
# $day (String) - when it ended
parties-named-outcome-lapsed = Hakemus raukesi { $day }, koska hakija ei täydentänyt sitä määräajassa. Teidän ei tarvitse tehdä mitään.
parties-named-title-alone = Asiat, joissa olette toinen osapuoli
parties-named-title-both = Liittymiset ja asiat, joissa olette toinen osapuoli
parties-named-open = Voitte muuttaa vastaustanne, kunnes hakemus ratkaistaan. Jos ette tiedä, mistä on kyse, kysykää ensin hakijalta. Jos ette tavoita hakijaa, ottakaa yhteyttä asiakastukeen.
parties-named-fact-register = Rekisteri
parties-named-register-outsourcing = Tiedot tallennetaan ostopalvelun järjestäjän rekisteriin. Järjestäjä on rekisterinpitäjä, ja palvelun tuottaja tallentaa tiedot sen lukuun.
parties-named-register-access = Tiedot tallennetaan palvelun järjestäjän rekisteriin. Järjestäjä on rekisterinpitäjä, ja palvelun tuottaja käyttää sen rekisteriä.
# $at (String)
# $by (String)
parties-named-earlier-confirmed = Aiempi vastaus: asiasta on sovittu ({ $at }, { $by }).
# $at (String)
# $by (String)
# $reason (String)
parties-named-earlier-contested = Aiempi vastaus: asiasta ei ole sovittu ({ $at }, { $by }). Perustelu: { $reason }
parties-named-fact-ask = Hakijan yhteyshenkilö
parties-named-register-outsourcing-own = Tiedot tallennetaan teidän rekisteriinne. Olette rekisterinpitäjä, ja hakija tallentaa tiedot teidän lukuunne.
parties-named-register-access-own = Tiedot tallennetaan teidän rekisteriinne. Olette rekisterinpitäjä, ja hakija käyttää rekisteriänne.
parties-named-correct-open = Korjatkaa perustelua
parties-named-correct = Lähetä korjattu perustelu
