desk-proposal-title = Päätösesitys
# $who (String) esittelijä
# $when (String) aika
desk-proposal-approve = { $who } esittää { $when }, että hakemus hyväksytään.
# $who (String) esittelijä
# $when (String) aika
desk-proposal-reject = { $who } esittää { $when }, että hakemus hylätään.
desk-proposal-waits = Esitys odottaa hyväksyjää. Hyväksyjä ei voi olla sama henkilö, joka teki esityksen.
desk-proposal-confirm = Vahvista päätös
desk-proposal-return = Palauta esitys
desk-proposal-remark = Miksi palautatte esityksen?
desk-proposal-remark-hint = Teksti näkyy esityksen tekijälle. Hakija ei näe sitä.
desk-fault-remark-missing = Kirjoittakaa, miksi palautatte esityksen.
# $who (String) hyväksyjä
# $when (String) aika
desk-proposal-returned = { $who } palautti esityksen { $when }
desk-proposal-follows = Esitys menee hyväksyjälle. Hakija saa päätöksen vasta, kun toinen henkilö on vahvistanut sen.
desk-proposal-send = Lähetä esitys hyväksyjälle
desk-proposals-title = Vahvistusta odottavat päätökset
desk-proposals-none = Yksikään päätös ei odota vahvistusta.
desk-proposals-lead = Näissä asioissa päätöksen tekee kaksi henkilöä: toinen esittää ja toinen vahvistaa.
desk-case-before = Ensimmäisessä hakemuksessa
desk-case-previously = Ennen viimeisintä täydennystä
desk-letters-title = Päätöskirjeiden pohjat
desk-letters-lead = Uusi päätös alkaa pohjan tekstillä. Pohjia voi muuttaa hyväksyjä. Aiemmat päätökset eivät muutu.
desk-letters-reasons = Hylkäävän päätöksen perustelut
desk-letters-heard = Kuuleminen, kun hakijaa on pyydetty täydentämään
desk-letters-not-heard = Kuuleminen, kun täydennystä ei ole pyydetty
desk-letters-instructions = Oikaisuohje
# $version (Number) versio
# $who (String) tallentaja
# $when (String) aika
desk-letters-version = Versio { $version }, { $who }, { $when }
desk-letters-own = Palvelun alkuperäinen teksti
desk-letters-text = Pohjan teksti
# $case (String) - the mark in the template
# $service (String) - the mark in the template
# $operator (String) - the mark in the template
desk-letters-hint-reasons = Näiden kohtien tilalle tulevat asian tiedot: { $case } asiatunnus, { $service } palvelu, { $operator } päätöksen tekijä. Hakasulkeissa oleva kohta on korvattava jokaisessa päätöksessä.
# $date (String) - the mark in the template
desk-letters-hint-hearing = Kohdan { $date } tilalle tulee päivä, jona täydennystä pyydettiin. Hakasulkeissa oleva kohta on korvattava jokaisessa päätöksessä.
# $case (String) - the mark in the template
# $service (String) - the mark in the template
# $operator (String) - the mark in the template
# $website (String) - the mark in the template
desk-letters-hint-instructions = Ohje tulee jokaiseen hylkäävään päätökseen tällaisena, joten siinä ei saa olla hakasulkeita. Näiden kohtien tilalle tulevat tiedot: { $case } asiatunnus, { $service } palvelu, { $operator } päätöksen tekijä, { $website } päätöksen tekijän verkkosivusto.
desk-letters-save = Tallenna uusi versio
desk-letters-approver = Pohjaa voi muuttaa hyväksyjä.
desk-letters-fault-empty = Kirjoittakaa pohjan teksti.
desk-letters-stale = Joku tallensi pohjasta uuden version sillä välin. Teksti, jonka kirjoititte, on alla. Verratkaa sitä uusimpaan versioon ja tallentakaa uudelleen.
desk-letters-mark-case = (asia)
desk-letters-mark-service = (palvelu)
desk-letters-mark-date = (päivä)
desk-letters-mark-operator = (päättäjä)
desk-letters-mark-website = (verkkosivusto)
desk-letters-in-finnish = Suomenkielinen pohja.
desk-letters-in-swedish = Ruotsinkielinen pohja.
