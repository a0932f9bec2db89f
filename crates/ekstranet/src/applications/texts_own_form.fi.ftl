applications-own-form-title = Hakemus on väärällä lomakkeella
applications-own-form-pharmacist = Rekisterien mukaan pidätte apteekkia tai olette ottamassa sen haltuunne. Apteekilla on oma lomake, joten tätä hakemusta ei voi lähettää.
applications-own-form-other = Rekisterien mukaan ette pidä apteekkia. Tämä on apteekin lomake, joten tätä hakemusta ei voi lähettää.
applications-own-form-early = Apteekin hakemuksen voi aloittaa, kun haltuunottopäivä on apteekkirekisterissä ja siihen on enintään 30 päivää. Tämä luonnos säilyy siihen asti.
applications-own-form-link = Jatkakaa omalla lomakkeellanne
applications-own-form-question = Jatkatteko omalla lomakkeellanne?
applications-own-form-text = Tämä luonnos siirretään sivuun, ja saatte luonnoksen omalla lomakkeellanne. Vastauksenne siirtyvät siihen niiltä osin kuin molemmat lomakkeet kysyvät samaa. Tarkistakaa ja tallentakaa ne. Vanhaa luonnosta voi lukea hakemusten luettelosta.
applications-own-form-button = Jatka omalla lomakkeella
applications-finding-trader-unknown = Hakija on elinkeinonharjoittaja, jota palvelunantajien ja apteekkien rekisterit eivät tunteneet, kun hakemus aloitettiin. Tarkistakaa, onko lomake oikea: apteekkari hakee apteekin lomakkeella.
applications-no-registration = Toiminimeänne ei löydy SOTE-organisaatiorekisteristä, joten hakemuksessa ei kysytä palveluyksiköitä. Yksityisen palvelunantajan lisää rekisteriin Lupa- ja valvontavirasto: hakekaa rekisteröintiä Soterissa, josta tiedot siirtyvät SOTE-organisaatiorekisteriin yön aikana. Voitte lähettää hakemuksen; käsittelijä arvioi, voidaanko se hyväksyä ilman rekisteröintiä.
applications-finding-no-units = Yksiköitä ei kysytty, koska rekisteri ei tunne hakijaa.
# $officer (String) - who wrote it
# $reason (String) - what they wrote
applications-finding-registration-reason = Hyväksytty tai esitetty hyväksyttäväksi ilman rekisteröintiä ({ $officer }): { $reason }
applications-finding-registration-needs-reason = Rekisteri vastasi, ettei se tunne hakijaa. Yksityisen palvelunantajan lisää rekisteriin Lupa- ja valvontavirasto Soterin tiedoista. Jos hyväksytte hakemuksen, kirjatkaa, miksi se hyväksytään ilman rekisteröintiä.
applications-no-registration-private = Organisaatiotanne ei löydy SOTE-organisaatiorekisteristä, joten hakemuksessa ei vielä kysytä palveluyksiköitä. Yksityisen palvelunantajan lisää rekisteriin Lupa- ja valvontavirasto: hakekaa rekisteröintiä Soterissa, josta tiedot siirtyvät SOTE-organisaatiorekisteriin yön aikana. Luonnos säilyy siihen asti, ja yksiköt kysytään, kun rekisteri tuntee teidät. Voitte lähettää hakemuksen jo nyt, mutta rekisteröimätöntä palvelunantajaa ei yleensä voida hyväksyä.
applications-no-registration-public = Organisaatiotanne ei löydy SOTE-organisaatiorekisteristä, joten hakemuksessa ei vielä kysytä palveluyksiköitä. Julkisen organisaation lisää rekisteriin se, joka ylläpitää sen tietoja Kansallisessa koodistopalvelussa. Koodistopalvelua hoitaa THL. Luonnos säilyy siihen asti, ja yksiköt kysytään, kun rekisteri tuntee teidät. Voitte lähettää hakemuksen jo nyt, mutta organisaatiota, joka ei ole rekisterissä, ei yleensä voida hyväksyä.
applications-registration-message-about = Voitte lähettää tämän viestin sille, joka lisää organisaation rekisteriin:
# $organisation (String) - name and business ID
applications-registration-message-private = Hei! Organisaatiotamme { $organisation } ei löydy SOTE-organisaatiorekisteristä. Olemme hakeneet rekisteröintiä Soterissa: [täydentäkää päivä ja asianumero]. Pyydämme kertomaan, milloin rekisteröinti on käsitelty ja tiedot siirtyvät SOTE-organisaatiorekisteriin.
# $organisation (String) - name and business ID
applications-registration-message-public = Hei! Organisaatiotamme { $organisation } ei löydy SOTE-organisaatiorekisteristä. Pyydämme lisäämään rekisteriin organisaation ja sen palveluyksiköt: [täydentäkää nimet ja osoitteet]. Pyydämme kertomaan, milloin tiedot on julkaistu koodistopalvelussa.
applications-finding-registration-needs-reason-public = Rekisteri vastasi, ettei se tunne hakijaa. Julkisen organisaation lisää rekisteriin se, joka ylläpitää sen tietoja Kansallisessa koodistopalvelussa. Jos hyväksytte hakemuksen, kirjatkaa, miksi se hyväksytään ilman rekisteröintiä.
# $at (String) - when the register told it
applications-practitioner-fresh = Toimintanne löytyi terveydenhuollon itsenäisten ammatinharjoittajien rekisteristä. Tiedot on haettu { $at }. Rekisterissä ei ole palveluyksiköitä, joten niitä ei kysytä.
# $at (String) - when the register told it
applications-practitioner-stale = Terveydenhuollon itsenäisten ammatinharjoittajien rekisteri ei vastaa juuri nyt. Nämä tiedot on haettu { $at }. Voitte jatkaa; tiedot tarkistetaan, kun hakemus käsitellään.
# $at (String) - when the register told it
# $oid (String) - identifier in the register
applications-finding-practitioner = Terveydenhuollon itsenäisten ammatinharjoittajien rekisteri: OID-tunnus { $oid }, haettu { $at }. Rekisterissä ei ole palveluyksiköitä.
# $at (String) - when the register told it
applications-finding-practitioner-stale = Terveydenhuollon itsenäisten ammatinharjoittajien rekisteri ei vastaa. Viimeisin tieto on haettu { $at }.
applications-practitioners-down = Terveydenhuollon itsenäisten ammatinharjoittajien rekisteri ei vastaa juuri nyt, joten emme näe, oletteko siinä. Ette ole SOTE-organisaatiorekisterissä. Voitte jatkaa; tiedot tarkistetaan, kun rekisteri vastaa.
applications-finding-practitioners-down = Terveydenhuollon itsenäisten ammatinharjoittajien rekisteri ei vastaa, joten ei voitu tarkistaa, onko hakija siinä. SOTE-organisaatiorekisteri ei tunne hakijaa.
