### Files

# $types (String) - types of files
# $count (Number) - how many
# $size (String) - how large
applications-files-hint = Tiedostotyypit: { $types }. Enintään { $count ->
    [one] yksi tiedosto, jonka koko on enintään { $size }.
   *[other] { $count } tiedostoa, joista kunkin koko on enintään { $size }.
}
applications-file-choose = Valitkaa tiedosto
applications-file-upload = Liitä valittu tiedosto
applications-file-remove = Poista tiedosto
applications-files-full = Tiedostoja on enimmäismäärä. Poistakaa jokin, jos haluatte liittää toisen.
applications-file-removed = Poistettu tiedosto
# $label (String) - label
applications-fault-file-missing = { $label }: liittäkää tiedosto.
# $label (String) - label
# $most (Number) - most
applications-fault-files-many = { $label }: tiedostoja voi olla enintään { $most }. Poistakaa ylimääräiset.
applications-fault-file-empty = Tiedosto on tyhjä. Valitkaa toinen tiedosto.
# $size (String) - how large
applications-fault-file-large = Tiedosto on liian suuri. Suurin sallittu koko on { $size }.
# $types (String) - types of files
applications-fault-file-type = Tiedostoa ei voitu liittää, koska se ei ole ehjä tiedosto tyyppiä { $types }. Tallentakaa asiakirja uudelleen jossakin näistä muodoista, ilman makroja.
applications-fault-file-infected = Tiedostosta löytyi haittaohjelma, joten sitä ei liitetty. Tarkistakaa laitteenne ja valitkaa toinen tiedosto.
applications-fault-file-not-scanned = Haittaohjelmatarkistus ei vastaa juuri nyt, joten tiedostoa ei liitetty. Muut vastauksenne on tallennettu. Liittäkää tiedosto hetken kuluttua uudelleen.
applications-finding-no-document = Asiakirjaa ei ole liitetty. Tarkistakaa, onko voimassa oleva asiakirja toimitettu aiemmin. Muuten pyytäkää se täydennyksenä: vastausta ei voi silloin lähettää ilman sitä.
applications-finding-papers-later = Tiedostoja ei ole liitetty. Asiakas lähettää ne viimeistään käyttöönoton aikana.
