notices-label-termination-received = Irtisanominen on vastaanotettu
notices-label-termination-returned = Irtisanomista pitää korjata
notices-label-termination-confirmed = Irtisanominen on vahvistettu
notices-label-termination-rejected = Irtisanomista ei hyväksytty
notices-label-termination-withdrawn = Irtisanominen on peruutettu
notices-label-termination-ended = Irtisanottu käyttö on päättynyt
notices-text-termination-received = Irtisanominen on saapunut meille ja odottaa käsittelyä. Voitte peruuttaa sen, kunnes se on vahvistettu. Kanta Ekstranetissä on vastaanottokuittaus.
notices-label-termination-taken-back = Irtisanomisen vahvistus on peruttu
notices-text-termination-returned = Irtisanomista ei voi vielä vahvistaa, vaan siinä on korjattavaa. Lukekaa Kanta Ekstranetissä, mitä pitää korjata, ja lähettäkää irtisanominen uudelleen. Käyttö ja asiakkuus jatkuvat siihen asti.
notices-text-termination-confirmed = Olemme vahvistaneet irtisanomisen. Viimeinen käyttöpäivä on Kanta Ekstranetissä. Siihen asti mikään ei muutu.
notices-text-termination-rejected = Emme voineet hyväksyä irtisanomista. Käyttö ja asiakkuus jatkuvat. Perustelut ovat Kanta Ekstranetissä.
notices-text-termination-withdrawn = Irtisanominen on peruutettu pyynnöstänne. Käyttö ja asiakkuus jatkuvat ennallaan.
notices-text-termination-ended = Irtisanomisen viimeinen käyttöpäivä on mennyt, ja käyttö on päättynyt. Vanhat asiat ovat edelleen luettavissa Kanta Ekstranetissä.
notices-text-termination-taken-back = Olemme peruneet irtisanomisen vahvistuksen. Irtisanominen odottaa uutta vastausta. Käyttö ja asiakkuus jatkuvat siihen asti. Syy on Kanta Ekstranetissä.
notices-label-invoice-arrived = Kanta-palveluista on tullut lasku
notices-text-invoice-arrived = Teille on tullut uusi lasku Kanta-palvelujen käytöstä. Laskun peruste, summa ja eräpäivä ovat Kanta Ekstranetissä. Tarkistakaa samalla, että laskutusosoitteenne on oikein.
# $text (String) - what happened and what to do
# $case (String) - case number
# $link (String) - address of the page
# $email (String) - support address
# $phone (String) - support telephone
# $hours (String) - support hours
notices-mail-case =
    Hei

    { $text }

    Asiatunnus: { $case }

    Avatkaa asia Kanta Ekstranetissä:
    { $link }

    Kirjautumiseen tarvitsette Suomi.fi-tunnistuksen. Emme koskaan pyydä tunnuksianne sähköpostilla.

    Tähän viestiin ei voi vastata. Asiakastuki: { $email }, { $phone }, { $hours }.

    Ystävällisin terveisin
    Kanta Ekstranet
notices-label-billing-changed = Organisaationne laskutustietoja on muutettu
notices-text-billing-changed = Organisaationne puolesta on muutettu Kanta-palvelujen laskutustietoja. Seuraavat laskut lähetetään uusien tietojen mukaan. Tarkistakaa tiedot Kanta Ekstranetistä. Jos kukaan organisaatiossanne ei ole tehnyt muutosta, korjatkaa tiedot ja ottakaa heti yhteyttä asiakastukeen.
