notices-label-application-submitted = Hakemus on vastaanotettu
notices-label-supplement-requested = Hakemukseen pyydetään täydennystä
notices-label-supplement-reminder = Hakemuksen täydennystä odotetaan vielä
notices-label-supplement-answered = Täydennys on vastaanotettu
notices-label-deadline-moved = Täydennyksen määräaika on muuttunut
notices-label-supplement-recalled = Täydennyspyyntö on peruttu
notices-label-application-approved = Hakemus on hyväksytty
notices-label-application-rejected = Hakemukseen on tehty päätös
notices-label-application-lapsed = Hakemus on rauennut
notices-label-application-withdrawn = Hakemus on peruutettu
notices-label-production-started = Palvelu on otettu tuotantokäyttöön
notices-label-connection-requested = Asiakas pyytää vahvistamaan yhteyden
notices-label-connection-withdrawn = Yhteyspyyntö on peruutettu
notices-label-connection-reminder = Asiakas odottaa vahvistustanne
notices-label-connection-confirmed = Välittäjä on vahvistanut yhteyden
notices-label-connection-declined = Välittäjä ei vahvistanut yhteyttä
notices-label-connection-declined-late = Välittäjä ei vahvistanut hyväksytyn palvelun yhteyttä
notices-label-point-closes = Liityntäpisteenne suljetaan
notices-label-access-point-confirmed = Liityntäpisteen muutos on vahvistettu
notices-label-access-point-refused = Liityntäpisteen muutosta ei vahvistettu
notices-label-certificate-ending = Palvelinvarmenteen voimassaolo päättyy
notices-label-register-changed = Organisaationne tiedot ovat muuttuneet rekisterissä
notices-label-handover-reminder = Apteekin luovutuksessa on tehtävää
notices-label-handover-named = Teidät on nimetty apteekin luovutussuunnitelmaan
notices-label-handover-opened = Apteekin luovutukselle on tehty yhteinen suunnitelma
notices-label-handover-moved = Apteekin haltuunottopäivä on muuttunut
notices-label-last-day-moved = Viimeinen päivänne apteekissa on muuttunut
notices-label-change-received = Muutosilmoitus on vastaanotettu
notices-label-change-answered = Muutosilmoitukseen on vastattu
notices-text-application-submitted = Hakemuksenne on saapunut meille ja odottaa käsittelyä. Teidän ei tarvitse nyt tehdä mitään. Ilmoitamme, kun asia etenee.
notices-text-supplement-requested = Tarvitsemme hakemukseenne lisätietoja, ennen kuin voimme ratkaista asian. Kanta Ekstranetissä näette, mitä pyydämme ja mihin mennessä.
notices-text-supplement-reminder = Emme ole vielä saaneet täydennystä, jota pyysimme hakemukseenne, ja määräaika on päättymässä. Jos täydennystä ei tule, hakemus raukeaa. Kanta Ekstranetissä näette, mitä pyydämme ja mihin mennessä.
notices-text-supplement-answered = Täydennyksenne on saapunut meille, ja jatkamme hakemuksen käsittelyä. Teidän ei tarvitse nyt tehdä mitään.
notices-text-deadline-moved = Täydennyspyynnön määräaika on muuttunut. Katsokaa uusi määräaika Kanta Ekstranetissä ja lähettäkää täydennys viimeistään silloin.
notices-text-supplement-recalled = Täydennyspyyntö on peruttu, eikä teidän tarvitse täydentää hakemusta. Hakemuksen käsittely jatkuu.
notices-text-application-approved = Hakemuksenne on hyväksytty. Valmistelkaa seuraavaksi palvelun käyttöönotto. Kanta Ekstranetissä näette, mitä on vielä tehtävä.
notices-text-application-rejected = Hakemukseenne on tehty päätös. Lukekaa Kanta Ekstranetissä päätös, sen perustelut ja ohjeet.
notices-text-application-lapsed = Emme saaneet pyytämäämme täydennystä määräajassa, joten hakemuksen käsittely on päättynyt eivätkä allekirjoitetut asiakirjat tule voimaan. Voitte tehdä uuden hakemuksen Kanta Ekstranetissä.
notices-text-application-withdrawn = Organisaationne edustaja on peruuttanut hakemuksen, ja sen käsittely on päättynyt. Allekirjoitetut asiakirjat eivät tule voimaan. Kanta Ekstranetissä näette, kuka peruutti hakemuksen. Voitte tehdä uuden hakemuksen, jos tarvitsette palvelun.
notices-text-production-started = Palvelu on nyt organisaationne tuotantokäytössä. Pitäkää yhteyshenkilöiden tiedot ajan tasalla Kanta Ekstranetissä.
notices-text-connection-requested = Asiakas on valinnut hakemuksessaan teidät välittäjäksi tai teidän liityntäpisteenne. Vahvistakaa yhteys Kanta Ekstranetissä tai kertokaa, miksi ette voi vahvistaa sitä.
notices-text-connection-withdrawn = Asiakas ei enää tarvitse vahvistustanne. Teidän ei tarvitse tehdä mitään.
notices-text-connection-reminder = Asiakas odottaa edelleen, että vahvistatte yhteyden. Vahvistakaa se Kanta Ekstranetissä tai kertokaa, miksi ette voi vahvistaa sitä.
notices-text-connection-confirmed = Välittäjä on vahvistanut yhteyden hakemustanne varten. Kanta Ekstranetissä näette liityntäpisteen ja järjestelmän.
notices-text-connection-declined = Välittäjä ei vahvistanut yhteyttä hakemustanne varten. Lukekaa perustelu Kanta Ekstranetissä. Siellä kerrotaan myös, miten vaihdatte hakemukseen toisen liityntäpisteen tai välittäjän.
notices-text-connection-declined-late = Välittäjä ei vahvistanut yhteyttä, vaikka hakemuksenne on jo hyväksytty. Tuotantokäyttö ei ala ennen kuin asia on selvitetty. Lukekaa perustelu Kanta Ekstranetissä ja sopikaa asiasta välittäjän kanssa. Myös käsittelijä on teihin yhteydessä.
notices-text-point-closes = Liityntäpiste, jonka kautta olette liittyneet, suljetaan. Katsokaa viimeinen päivä Kanta Ekstranetissä, sopikaa Kanta-välittäjänne kanssa uudesta pisteestä ja hakekaa sitä Ekstranetissä viimeistään kolme viikkoa ennen sulkemista.
notices-text-access-point-confirmed = Ilmoittamanne liityntäpisteen muutos on vahvistettu. Kanta Ekstranetissä näette, milloin se tulee voimaan.
notices-text-access-point-refused = Ilmoittamaanne liityntäpisteen muutosta ei voitu vahvistaa. Lukekaa perustelu Kanta Ekstranetissä.
notices-text-certificate-ending = Liityntäpisteenne palvelinvarmenteen voimassaolo päättyy pian. Hankkikaa uusi varmenne ja lisätkää se Kanta Ekstranetiin ennen kuin vanha päättyy.
notices-text-register-changed = Yöllinen vertailu huomasi, että organisaationne tiedoissa on muuttunut jotakin rekistereissä. Tarkistakaa Kanta Ekstranetissä, mikä on muuttunut ja missä mahdollinen virhe korjataan.
notices-text-handover-reminder = Apteekin luovutuksen yhteisessä suunnitelmassa on teille tehtäviä, joiden määräpäivä lähestyy tai on mennyt. Kanta Ekstranetissä näette, mitä on tehtävä ja mihin mennessä. Merkitkää tehdyt kohdat siellä.
notices-text-handover-named = Teidät on nimetty järjestelmätoimittajaksi tai välittäjäksi apteekin luovutuksen yhteiseen suunnitelmaan. Kanta Ekstranetissä näette, mitä on tehtävä ja mihin mennessä. Antakaa siellä myös puhelinnumero, josta teidät tavoittaa haltuunottopäivänä.
notices-text-handover-opened = Apteekki siirtyy toiselle apteekkarille, ja toinen teistä on ottanut käyttöön luovutuksen yhteisen suunnitelman. Kanta Ekstranetissä näette, mitä teidän on tehtävä ja mihin mennessä. Antakaa siellä osoite, johon haluatte muistutukset.
notices-text-handover-moved = Apteekin haltuunottopäivä on muuttunut Fimean apteekkirekisterissä. Yhteisen suunnitelman päivät on laskettu uudelleen. Tarkistakaa omat kohtanne Kanta Ekstranetissä.
notices-text-last-day-moved = Viimeinen päivänne apteekissa on muuttunut Fimean apteekkirekisterissä. Resepti-palvelun käyttönne päättyy uutena päivänä, ellette pidä toista apteekkia. Teidän ei tarvitse ilmoittaa uudelleen. Tarkistakaa päivä Kanta Ekstranetissä.
notices-text-change-received = Ilmoituksenne on saapunut meille ja odottaa käsittelyä. Teidän ei tarvitse nyt tehdä mitään. Ilmoitamme, kun olemme vastanneet.
notices-text-change-answered = Olemme vastanneet ilmoitukseenne. Lukekaa vastaus Kanta Ekstranetissä.
notices-label-message-received = Asiassanne on uusi viesti
notices-label-draft-warning = Hakemusluonnos poistetaan pian
notices-label-signature-awaited = Hakemus odottaa toista allekirjoitusta
notices-label-signature-voided = Allekirjoitus ei ole enää voimassa
notices-label-signing-rule-changed = Kuinka moni allekirjoittaa organisaationne sopimukset
notices-text-message-received = Asianne käsittelijä on kirjoittanut teille. Viesti on luettavissa Kanta Ekstranetissä, ja voitte vastata siihen siellä.
notices-text-draft-warning = Organisaatiollanne on hakemusluonnos, jota ei ole jatkettu pitkään aikaan. Luonnos vastauksineen poistetaan, ellei kukaan tallenna siihen mitään. Kanta Ekstranetissä näette, milloin luonnos poistetaan.
notices-text-signature-awaited = Yksi henkilö on allekirjoittanut organisaationne hakemuksen. Hakemus lähetetään, kun toinenkin henkilö, jolla on allekirjoitusoikeus, on allekirjoittanut sen Kanta Ekstranetissä.
notices-text-signature-voided = Hakemuksen allekirjoitus, joka odotti toista allekirjoitusta, ei ole enää voimassa. Vastauksia voi taas muuttaa tai asiakirjat ovat muuttuneet. Kanta Ekstranetissä näette, mitä on tapahtunut, ja syyn, jos joku muu avasi vastaukset. Hakemus on allekirjoitettava uudelleen.
notices-text-signing-rule-changed = Organisaationne sopimusten allekirjoittajien määrää on muutettu tai sitä on ehdotettu muutettavaksi. Kanta Ekstranetissä näette, kuka sen teki ja tarvitaanko toisen henkilön vahvistus.
# $case (String) - case number
# $label (String) - what happened in a few words
notices-subject = { $label } – asia { $case }
# $case (String) - case number
# $email (String) - support address
# $hours (String) - support hours
# $link (String) - full address of the page
# $phone (String) - support telephone
# $service (String) - name of the service
# $text (String) - what it means and what to do
notices-mail =
    Hei

    { $text }

    Palvelu: { $service }
    Asiatunnus: { $case }

    Avatkaa asia Kanta Ekstranetissä:
    { $link }

    Kirjautumiseen tarvitsette Suomi.fi-tunnistuksen. Emme koskaan pyydä tunnuksianne sähköpostilla.

    Tähän viestiin ei voi vastata. Asiakastuki: { $email }, { $phone }, { $hours }.

    Ystävällisin terveisin
    Kanta Ekstranet
# $email (String) - support address
# $hours (String) - support hours
# $link (String) - full address of the page
# $phone (String) - support telephone
# $text (String) - what it means and what to do
notices-mail-plain =
    Hei

    { $text }

    Avatkaa Kanta Ekstranet:
    { $link }

    Kirjautumiseen tarvitsette Suomi.fi-tunnistuksen. Emme koskaan pyydä tunnuksianne sähköpostilla.

    Tähän viestiin ei voi vastata. Asiakastuki: { $email }, { $phone }, { $hours }.

    Ystävällisin terveisin
    Kanta Ekstranet
# $email (String) - support address
# $hours (String) - support hours
# $link (String) - full address of the page
# $phone (String) - support telephone
# $service (String) - name of the service
# $text (String) - what it means and what to do
notices-mail-draft =
    Hei

    { $text }

    Palvelu: { $service }

    Avatkaa luonnos Kanta Ekstranetissä:
    { $link }

    Kirjautumiseen tarvitsette Suomi.fi-tunnistuksen. Emme koskaan pyydä tunnuksianne sähköpostilla.

    Tähän viestiin ei voi vastata. Asiakastuki: { $email }, { $phone }, { $hours }.

    Ystävällisin terveisin
    Kanta Ekstranet
notices-label-system-accepted = Järjestelmän versio on luettelossa
notices-label-system-refused = Järjestelmän versiota ei hyväksytty
notices-text-system-accepted = Ehdottamanne järjestelmän versio on hyväksytty luetteloon. Asiakkaat voivat nyt valita sen hakemuksessa.
notices-text-system-refused = Ehdottamaanne järjestelmän versiota ei voitu hyväksyä luetteloon. Lukekaa perustelu Kanta Ekstranetissä.
notices-own-address = henkilön oma osoite
# $organisation (String) - business ID
notices-organisation = Y-tunnus: { $organisation }
notices-removed-address = poistettu osoite
notices-label-address-check = Vahvistakaa sähköpostiosoitteenne
notices-label-mandate-ends = Valtuutenne on päättymässä
notices-label-last-holder-ends = Organisaation viimeinen tunnettu valtuus on päättymässä
notices-label-prepared-soon-removed = Valmistelemanne luonnos poistetaan pian
notices-label-own-mails-ended = Ilmoitukset organisaation asioista päättyivät
notices-text-address-check = Tähän osoitteeseen on pyydetty Kanta Ekstranetin ilmoituksia. Avatkaa linkki ja vahvistakaa osoite, tai kirjoittakaa linkin lopussa oleva koodi omiin tietoihinne. Koodi on voimassa vuorokauden. Jos ette ole pyytänyt ilmoituksia, teidän ei tarvitse tehdä mitään.
notices-text-mandate-ends = Suomi.fi-valtuus, jolla asioitte, päättyy pian päivänä, jonka olette itse merkinnyt. Pyytäkää organisaatiolta uusi valtuus ajoissa, jotta asiointi ei keskeydy.
notices-text-last-holder-ends = Kanta Ekstranetissä on asioinut organisaationne puolesta vain yksi henkilö, ja hänen valtuutensa päättyy pian. Antakaa osoitteessa suomi.fi/valtuudet uusi valtuus hänelle tai toiselle, jotta asiointi ei keskeydy.
notices-text-prepared-soon-removed = Olette valmistellut hakemuksen, vaikka teillä ei vielä ole ollut oikeutta asioida. Luonnosta ei ole muutettu pitkään aikaan, ja se poistetaan pian. Jos haluatte säilyttää sen, tallentakaa jokin sen osa.
notices-text-own-mails-ended = Olette saanut ilmoituksia organisaation asioista omasta valinnastanne. Suomi.fi ei ole pitkään aikaan vahvistanut oikeuttanne asioida organisaation puolesta, joten emme enää lähetä niitä. Linkin sivulta näette, mistä organisaatiosta on kyse ja miten saatte ilmoitukset takaisin.
# $email (String) - support address
# $hours (String) - support hours
# $link (String) - full address of the page
# $phone (String) - support telephone
# $text (String) - what it means and what to do
notices-mail-own =
    Hei

    { $text }

    Avatkaa Kanta Ekstranet:
    { $link }

    Kirjautumiseen tarvitsette Suomi.fi-tunnistuksen. Emme koskaan pyydä tunnuksianne sähköpostilla.

    Tähän viestiin ei voi vastata. Asiakastuki: { $email }, { $phone }, { $hours }.

    Ystävällisin terveisin
    Kanta Ekstranet
# $count (Number) - how many notices
notices-digest-subject = Kanta Ekstranet: { $count } ilmoitusta
# $label (String) - what happened in a few words
# $service (String) - name of the service
# $case (String) - case number
# $link (String) - full address of the page
notices-digest-line =
    { $label }
    { $service }, asia { $case }
    { $link }
# $label (String) - what happened in a few words
# $link (String) - full address of the page
notices-digest-line-plain =
    { $label }
    { $link }
# $lines (String) - one paragraph for each notice
# $email (String) - support address
# $phone (String) - support telephone
# $hours (String) - support hours
notices-digest =
    Hei

    Nämä ilmoitukset ovat kertyneet viime päivän aikana:

    { $lines }

    Voitte muuttaa valintaanne Kanta Ekstranetissä omissa tiedoissanne. Emme koskaan pyydä tunnuksianne sähköpostilla.

    Tähän viestiin ei voi vastata. Asiakastuki: { $email }, { $phone }, { $hours }.

    Ystävällisin terveisin
    Kanta Ekstranet
