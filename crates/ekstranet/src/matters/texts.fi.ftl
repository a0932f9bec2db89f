matters-clash-title = Tällä sivulla on nyt tallennettuna
# $name (String) - who saved last
# $time (String) - date and time
matters-clash-by = Viimeksi tallensi { $name } { $time }.
# $time (String) - date and time
matters-clash-own = Tallensitte viimeksi itse toisessa ikkunassa { $time }.
matters-clash-keep = Omat vastauksenne ovat alla. Jos tallennatte ne, ne tulevat näiden tilalle.
matters-clash-problem-own = Tallensitte toisessa ikkunassa sen jälkeen, kun avasitte tämän sivun. Tarkistakaa, kummat vastaukset ovat oikein, ja tallentakaa uudelleen.
matters-gone-title = Keskeneräinen asia on poistettu
matters-gone-text = Se poistettiin sen jälkeen, kun avasitte sivun, joten mitään ei tallennettu. Voitte aloittaa uuden.
matters-gone-typed = Mitä vastasitte
matters-changed = Mitään ei lähetetty: tietoja on muutettu sen jälkeen, kun siirryitte Suomi.fihin, tai niissä on nyt korjattavaa. Tarkistakaa tiedot ja lähettäkää ne sitten.
