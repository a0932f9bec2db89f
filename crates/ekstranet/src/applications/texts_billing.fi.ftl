applications-billing-title = Laskutustiedot
applications-billing-back = Laskutus
applications-billing-lead = Laskut lähetetään näillä tiedoilla. Muutos tulee voimaan heti, mutta jo tehty lasku lähtee vielä vanhoilla tiedoilla.
applications-billing-save = Tallenna laskutustiedot
applications-billing-history = Muutokset
# $name (String) - who saved
# $moment (String) - date and time
applications-billing-saved = { $name } muutti laskutustietoja { $moment }.
# $positions (String) - positions in registers
# $support (String) - support address
applications-billing-who-may = Oikeutenne ei riitä laskutustietojen muuttamiseen. Ne voi muuttaa se, jolla on jokin näistä rekisteriin merkityistä asemista: { $positions }. Julkisessa organisaatiossa, säätiössä ja muussa organisaatiossa, jossa asioidaan vain valtuudella, muutoksesta sovitaan asiakastuen kanssa: { $support }.
applications-billing-other-address = Verkkolaskuosoitteessa on toisen organisaation Y-tunnus. Onko osoite oikein? Jos on, esimerkiksi kun tilitoimisto ottaa laskut vastaan, tallentakaa tiedot uudelleen. Mitään ei ole vielä muutettu.
