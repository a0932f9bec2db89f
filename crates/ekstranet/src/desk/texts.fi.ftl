desk-queue-title = Työjono
desk-queue-lead = Avoimet hakemukset, vanhin ensin.
# $state (String) - their state
desk-queue-lead-state = Hakemukset, joiden tila on ”{ $state }”, vanhin ensin.
desk-queue-cases = Asiat
desk-queue-caption = Asiat saapumisjärjestyksessä
desk-queue-empty = Tällä rajauksella ei ole yhtään asiaa.
desk-queue-next = Seuraavat asiat
desk-queue-first = Palaa jonon alkuun
desk-count-many = yli 300
desk-column-case = Asiatunnus
desk-column-organisation = Organisaatio
desk-column-service = Palvelu
desk-column-state = Tila
desk-column-age = Odottanut
desk-column-deadline = Määräaika
desk-column-officer = Käsittelijä
# $days (Number) - full days since the application arrived
desk-days = { $days ->
    [0] alle päivän
    [one] 1 päivän
   *[other] { $days } päivää
}
desk-late = Myöhässä
desk-filter-whose = Käsittelijä
desk-filter-all = Kaikki
desk-filter-free = Ilman käsittelijää
desk-filter-mine = Omat
desk-filter-state = Tila
desk-filter-open = Kaikki avoimet
desk-filter-service = Palvelu
desk-filter-any = Kaikki palvelut
desk-filter-show = Näytä asiat
desk-state-draft = Luonnos
desk-state-submitted = Odottaa käsittelijää
desk-state-in-review = Odottaa päätöstä
desk-state-supplement-requested = Odottaa täydennystä
desk-state-approved = Hyväksytty
desk-state-rejected = Hylätty
desk-state-withdrawn = Peruutettu
desk-state-lapsed = Rauennut
desk-back-to-queue = Työjono
# $case (String) - case number
desk-back-to-case = Asiaan { $case }
# $case (String) - case number
desk-case-title = Asia { $case }
desk-case-do = Tehkää nyt
desk-case-take = Ota käsittelyyn
desk-case-release = Vapauta muille
desk-release-title = Vapautetaanko toisen käsittelijän asia?
# $officer (String) - name of the officer
desk-release-text = Asiaa käsittelee { $officer }. Jos vapautatte asian, se palaa jonoon ilman käsittelijää ja avoin päätösesitys raukeaa. Kertokaa siitä käsittelijälle, sillä palvelu ei lähetä hänelle viestiä.
desk-case-ask-supplement = Pyydä täydennystä
desk-case-approve = Hyväksy hakemus
desk-case-reject = Hylkää hakemus
desk-case-decision = Päätös
desk-case-answers = Hakemuksen tiedot
desk-case-no-answer = Ei vastausta
desk-case-no-officer = Ei vielä käsittelijää
desk-case-supplements = Täydennyspyynnöt
desk-case-facts = Perustiedot
desk-case-business-id = Y-tunnus
desk-case-submitted = Saapunut
desk-case-language = Asian kieli
desk-case-commitment = Sitoumus
desk-case-commitment-awaited = Hakemusta ei voi vielä hyväksyä: sitoumus allekirjoitettiin asiakkaan toisessa hakemuksessa, joka odottaa päätöstä. Ratkaiskaa se ensin.
desk-case-commitment-gone = Hakemusta ei voi hyväksyä: sitoumus, johon hakemus perustui, raukesi toisen hakemuksen mukana. Asiakkaan sivulla pyydetään peruuttamaan hakemus ja tekemään uusi, jonka mukana sitoumus allekirjoitetaan.
desk-case-point-awaited = Hakemuksen voi hyväksyä, kun välittäjä on valinnut liityntäpisteen.
# $name (String) - the intermediary
# $reason (String) - its reason
desk-case-point-declined = Hakemusta ei voi hyväksyä, koska { $name } ilmoitti, ettei se vahvista yhteyttä. Perustelu: { $reason } Pyytäkää asiakkaalta täydennystä: asiakas voi valita toisen liityntäpisteen tai sopia asiasta välittäjän kanssa.
# $who (String) - name of the signatory
# $when (String) - date and time
desk-case-signed = Allekirjoittaja: { $who }, { $when }
desk-case-signed-texts = Avaa allekirjoitetut tekstit
desk-case-history = Asian vaiheet
desk-language-fi = suomi
desk-language-sv = ruotsi
desk-finding-fine = Kunnossa
desk-finding-look = Tarkistakaa
desk-finding-wrong = Ristiriita
desk-history-submitted = Hakemus saapui
# $deadline (String) - date
desk-history-supplement-requested = Täydennystä pyydettiin, määräaika { $deadline }
desk-history-taken = Asia otettiin käsittelyyn
desk-history-released = Asia vapautettiin muille
# $before (String) - date
# $deadline (String) - date
desk-history-deadline-moved = Täydennyksen määräaika siirrettiin päivästä { $before } päivään { $deadline }
desk-history-proposed = Päätösesitys tehtiin
desk-history-proposal-returned = Hyväksyjä palautti päätösesityksen
# $what (String) - what was done
# $officer (String) - name of the officer
desk-history-by = { $what }: { $officer }
# $officer (String) - name of the officer
desk-case-colleague = Asiaa käsittelee { $officer }. Jos teette jotain, asia siirtyy teille.
desk-remaining-lead = Tarkistakaa nämä ennen hyväksymistä:
desk-history-supplement-answered = Täydennys saapui
desk-history-supplement-recalled = Täydennyspyyntö peruttiin
# $officer (String) - name of the officer
desk-history-approved = { $officer } hyväksyi hakemuksen
# $officer (String) - name of the officer
desk-history-rejected = { $officer } hylkäsi hakemuksen
# $what (String) - what the mail told
# $recipient (String) - address
desk-history-mail = Sähköpostiviesti lähetetty: { $what } ({ $recipient })
desk-supplement-title = Pyydä täydennystä
# $language (String) - language of the case
desk-supplement-lead = Valitkaa kohdat, joihin tarvitsette täydennystä, ja kertokaa, mitä pyydätte. Kirjoittakaa asian kielellä: { $language }.
desk-supplement-tick = Pyydä täydennystä tähän kohtaan
desk-supplement-what = Mitä pyydätte
desk-supplement-together = Viesti ja määräaika
desk-supplement-message = Viesti hakijalle
desk-supplement-message-hint = Näkyy hakijalle ennen pyydettyjä kohtia. Älkää kirjoittako tähän henkilötunnuksia.
desk-supplement-deadline = Vastattava viimeistään
desk-supplement-deadline-hint = 1–60 päivän päästä, esimerkiksi 4.12.2026. Ehdotamme kahta viikkoa.
desk-supplement-send = Lähetä täydennyspyyntö
# $when (String) - date and time
desk-supplement-asked = Pyydetty { $when }
# $who (String) - name of the representative
# $when (String) - date and time
desk-supplement-answered = { $who } vastasi { $when }.
# $deadline (String) - date
desk-supplement-waited = Vastausta odotetaan viimeistään { $deadline }.
# $when (String) - date and time
desk-supplement-recalled = Pyyntö peruttiin { $when }.
desk-deadline-label = Täydennyksen määräaika
desk-deadline-hint = 1–60 päivän päästä, esimerkiksi 4.12.2026. Hakija saa uudesta määräajasta viestin.
desk-deadline-move = Vaihda määräaika
desk-recall-text = Jos täydennystä ei tarvita, voitte perua pyynnön. Asia palaa käsittelyyn sellaisena kuin se lähetettiin, ja hakija saa viestin.
desk-recall = Peru täydennyspyyntö
desk-approve-title = Hyväksy hakemus
desk-reject-title = Hylkää hakemus
desk-decision-text = Päätöksen teksti
# $language (String) - language of the case
desk-decision-notes-hint = Voitte kertoa hakijalle jotakin hyväksynnän lisäksi. Teksti näkyy päätöksessä. Kirjoittakaa asian kielellä: { $language }.
# $language (String) - language of the case
desk-decision-reason-hint = Korvatkaa hakasulkeissa olevat kohdat. Hakija saa tekstin tällaisena. Kirjoittakaa asian kielellä: { $language }. Enintään 10 000 merkkiä.
# $language (String) - the language of the case
desk-decision-agreement-hint = Hakemuksessa nimetty toinen osapuoli ei ole vahvistanut, että asiasta on sovittu. Kirjatkaa, miten se on selvitetty. Hakija saa tekstin tällaisena. Kirjoittakaa asian kielellä: { $language }.
desk-decision-reasons = Perustelut
desk-decision-registration = Miksi hakemus hyväksytään ilman rekisteröintiä
desk-decision-registration-hint = Rekisteri ei tunne hakijaa. Kirjatkaa, miksi hakemus hyväksytään silti ja miten rekisteröinti on selvitetty. Teksti näkyy käsittelijöille, ei päätöksessä.
desk-decision-hearing = Kuuleminen
desk-decision-hearing-hint = Kirjoittakaa, miten hakijaa on kuultu, tai miksi kuuleminen on ollut ilmeisen tarpeetonta.
desk-decision-instructions = Oikaisuohje
desk-decision-instructions-text = Tämä ohje tulee päätökseen tällaisena. Hyväksyjä voi muuttaa sitä päätöskirjeiden pohjissa.
desk-decision-continue = Jatka tarkistamaan
desk-confirm-approve-title = Tarkistakaa ennen hyväksymistä
desk-confirm-reject-title = Tarkistakaa ennen hylkäämistä
desk-confirm-follows = Mitä päätöksestä seuraa
desk-confirm-approve-commitment = Organisaation allekirjoittamat asiakirjat tulevat voimaan.
desk-confirm-approve-deployment = Palvelun käyttöönotto avautuu organisaatiolle.
desk-confirm-reject-commitment = Allekirjoitetut asiakirjat raukeavat, eivätkä ne tule voimaan.
desk-confirm-reject-new = Organisaatio voi tehdä uuden hakemuksen.
desk-confirm-mail = Hakemuksen hallinnollinen yhteyshenkilö saa tiedon sähköpostitse.
desk-confirm-final = Päätöstä ei voi perua tässä palvelussa.
desk-confirm-edit = Muokkaa tekstiä
desk-confirm-leave = Poistu tallentamatta
desk-confirm-approve = Vahvista hyväksyminen
desk-confirm-reject = Vahvista hylkääminen
desk-conflict-title = Asia on muuttunut
desk-conflict-nothing-changed = Toimintoanne ei suoritettu, eikä toisen tekemää muutosta korvattu.
desk-conflict-go-on = Tekstinne on tallella alla. Tarkistakaa asia ja jatkakaa, jos teksti pätee edelleen.
desk-conflict-typed = Mitä ehditte kirjoittaa
desk-conflict-typed-hint = Kopioikaa teksti talteen, jos tarvitsette sitä vielä.
desk-conflict-open = Avaa asia
# $officer (String) - name of the officer
# $when (String) - date and time
desk-conflict-approved = { $officer } ehti hyväksyä hakemuksen { $when }.
# $officer (String) - name of the officer
# $when (String) - date and time
desk-conflict-rejected = { $officer } ehti hylätä hakemuksen { $when }.
# $officer (String) - name of the officer
# $deadline (String) - date
desk-conflict-supplement-requested = Hakemukseen on pyydetty täydennystä { $deadline } mennessä. Käsittelijä: { $officer }.
# $officer (String) - name of the officer
desk-conflict-in-review = Asia on käsittelyssä. Käsittelijä: { $officer }.
# $value (String) - a suggested answer
desk-supplement-suggested = Ehdotettu vastaus: { $value }
# $label (String) - the question
desk-supplement-suggestion = Ehdotettu vastaus: { $label }
desk-conflict-submitted = Asia on palautettu jonoon, eikä sillä ole käsittelijää.
desk-conflict-withdrawn = Hakija on peruuttanut hakemuksen.
desk-conflict-lapsed = Hakemus on rauennut, koska täydennystä ei tullut määräajassa.
desk-fault-nothing-asked = Valitkaa vähintään yksi kohta, johon pyydätte täydennystä.
desk-fault-not-said-what = Kirjoittakaa, mitä pyydätte valitsemaanne kohtaan.
desk-fault-too-long = Lyhentäkää tekstiä: enintään 2 000 merkkiä.
desk-fault-identity-code = Poistakaa henkilötunnus. Sitä ei saa kirjoittaa tähän.
desk-fault-not-a-date = Kirjoittakaa määräaika muodossa 4.12.2026.
desk-fault-date-outside = Valitkaa määräaika 1–60 päivän päästä.
desk-fault-reason-missing = Kirjoittakaa päätökselle perustelut.
desk-fault-agreement-missing = Kirjatkaa, miten on selvitetty, että asiasta on sovittu toisen osapuolen kanssa.
desk-fault-registration-missing = Kirjatkaa, miksi hakemus hyväksytään ilman rekisteröintiä.
desk-fault-hearing-missing = Kirjoittakaa, miten hakijaa on kuultu tai miksi ei ole kuultu.
desk-fault-gap-left = Korvatkaa tässä tekstissä kaikki hakasulkeissa olevat kohdat omalla tekstillä.
desk-fault-reason-gap-left = Korvatkaa perusteluissa kaikki hakasulkeissa olevat kohdat omalla tekstillä.
desk-fault-hearing-gap-left = Korvatkaa kuulemista koskevassa tekstissä kaikki hakasulkeissa olevat kohdat omalla tekstillä.
# $service (String) - name of the service
desk-letter-reasons =
    Emme hyväksy hakemustanne, joka koskee tätä palvelua: { $service }.

    Päätös perustuu seuraavaan: [Kirjoittakaa, mitkä seikat ratkaisivat asian ja mitä säännöksiä sovellettiin.]
# $website (String) - website of the operator
# $operator (String) - whole name of the operator
desk-letter-instructions =
    Jos olette tyytymättömiä päätökseen, voitte vaatia siihen oikaisua 30 päivän kuluessa siitä, kun saitte päätöksestä tiedon. Tehkää vaatimus kirjallisesti ja toimittakaa se määräajassa kirjaamoon, jonka osoite on sivustolla { $website }. Siitä päättää { $operator }. Kertokaa, mihin päätökseen vaaditte oikaisua, millaista oikaisua vaaditte ja millä perusteilla.

    Voitte myös korjata puutteet ja tehdä uuden hakemuksen.
# $date (String) - date of the last supplement request
desk-letter-heard = Teille annettiin { $date } tilaisuus täydentää hakemusta. [Kirjoittakaa, miten vastaus on otettu huomioon.]
desk-letter-not-heard = [Kirjoittakaa, miten hakijaa on kuultu, tai miksi kuuleminen on ollut ilmeisen tarpeetonta.]
desk-notices-title = Lähettämättä jääneet sähköpostiviestit
desk-notices-none = Luettelossa ei ole lähettämättä jääneitä sähköpostiviestejä.
desk-notices-lead = Yritämme lähettää viestejä uudelleen kahden vuorokauden ajan. Sen jälkeen viesti odottaa, kunnes lähetätte sen uudelleen.
desk-notices-cut = Luettelossa on 50 uusinta viestiä. Poistakaa luettelosta ne, joita ei enää lähetetä, niin näette loput.
desk-notices-given-up = Ei lähetetty
desk-notices-waiting = Odottaa uutta yritystä
# $planned (String) - date and time
# $tries (Number) - tries so far
desk-notices-tried = Viesti tehtiin { $planned }. { $tries ->
    [one] Sitä on yritetty lähettää kerran.
   *[other] Sitä on yritetty lähettää { $tries } kertaa.
}
# $when (String) - date and time
desk-notices-next-try = Seuraava yritys { $when }.
desk-notices-unreachable = Sähköpostipalvelimeen ei saatu yhteyttä.
desk-notices-timeout = Sähköpostipalvelin ei vastannut ajoissa.
desk-notices-address = Osoite ei ole sähköpostiosoite.
# $code (String) - the mail server's code
desk-notices-refused = Sähköpostipalvelin ei ottanut viestiä vastaan (koodi { $code }).
desk-notices-send-again = Lähetä uudelleen
desk-notices-dismiss = Poista luettelosta
