billing-title = Laskutus
billing-lead = Kanta-palvelujen käytöstä maksetaan käyttömaksu, jonka hinta on säädetty asetuksella. Tästä näette laskunne, niiden perusteet ja arvion seuraavasta laskusta.
billing-lead-not-yet = Teillä ei ole vielä Kanta-palveluja käytössä, eikä teille ole laskutettu mitään. Tästä näette, mitä käyttö maksaa.
billing-lead-ended = Asiakkuutenne on päättynyt. Laskunne ovat edelleen luettavissa. Viimeinen lasku voi tulla vielä asiakkuuden päätyttyä.
billing-lead-ended-none = Asiakkuutenne on päättynyt. Teille ei ole täällä laskuja, mutta viimeinen lasku voi tulla vielä asiakkuuden päätyttyä.
billing-lead-free = Kanta-palvelujen käyttömaksuista säädetään asetuksella. Tästä näette, miksi teiltä ei peritä maksua.
# $joiner (String) - name of the main joiner
billing-lead-joined = Käytätte Kanta-palveluja yhteisliittymisellä. Pääliittyjänne on { $joiner }. Teille ei ole laskutettu täällä mitään. Kysykää pääliittyjältänne, maksaako se käyttömaksun puolestanne. Tästä näette, mitä käyttö maksaa.
billing-link = Laskutus
# $count (Number) - invoices that are not paid
# $day (String) - the first day on which one is due
billing-home-open = { $count ->
    [one] Yksi lasku on maksamatta. Eräpäivä on { $day }.
   *[other] Laskuja on maksamatta { $count }. Lähin eräpäivä on { $day }.
}
billing-home-do = Tarkistakaa laskut
billing-home-do-about = laskun eräpäivä on mennyt, eikä maksusta ole meillä tietoa
billing-invoices-title = Laskut
billing-invoices-none = Teille ei ole laskuja.
billing-invoices-next = Vanhemmat laskut
billing-column-number = Laskun numero
billing-column-period = Kausi
billing-column-basis = Peruste
billing-column-total = Summa
billing-column-due = Eräpäivä
billing-column-state = Tila
billing-column-count = Määrä
billing-column-until = Laskettu asti
billing-counts-title = Käyttö, jota ei ole vielä laskutettu
billing-state-open = Odottaa maksua
billing-state-overdue = Erääntynyt
billing-state-paid = Maksettu
billing-state-credited = Hyvitetty
# $day (String) - the day on which it is due
billing-lead-open = Lasku on maksettava viimeistään { $day }. Maksakaa se laskulla olevilla tiedoilla. Täällä ei voi maksaa.
billing-lead-overdue = Laskun eräpäivä on mennyt, eikä maksusta ole meillä tietoa. Jos olette jo maksaneet, teidän ei tarvitse tehdä mitään: tieto tulee tänne viiveellä. Muussa tapauksessa maksakaa lasku heti sillä olevilla tiedoilla.
billing-lead-paid = Lasku on maksettu.
billing-lead-credited = Lasku on hyvitetty. Sitä ei tarvitse maksaa.
# $number (String) - number of the invoice
billing-invoice-title = Lasku { $number }
billing-fact-payer = Maksaja
billing-fact-tax = Arvonlisävero
# $zero (String) - nothing, as a sum
billing-fact-tax-none = 0 %, { $zero }
billing-fact-issued = Laskun päivä
billing-invoice-tax = Käyttömaksu on julkisoikeudellinen maksu, eikä siihen sisälly arvonlisäveroa.
billing-invoice-own = Tämä sivu ei ole lasku. Varsinainen lasku lähetetään laskutusosoitteeseenne.
# $from (String) - first day
# $to (String) - last day
billing-period = { $from }–{ $to }
# $period (String) - the year
# $part (String) - 1 or 2
billing-period-part = { $period }, erä { $part }/2
# $count (String) - how many
# $price (String) - price of one
billing-product = { $count } × { $price }
# $basis (String) - what is paid for
# $product (String) - how many and the price of one
billing-calculation = { $basis }: { $product }
# $calculation (String) - basis, number and price
billing-calculation-minimum = { $calculation }. Vuoden maksu jäi alle vähimmäismaksun, joten laskutetaan vähimmäismaksu.
# $calculation (String) - basis, number and price
billing-calculation-part = { $calculation }, kahdessa yhtä suuressa erässä
billing-basis-dispensed = Toimitetut sähköiset lääkemääräykset
billing-basis-issued = Laaditut sähköiset lääkemääräykset
billing-basis-health-residents = Asukkaat, terveydenhuolto
billing-basis-social-residents = Asukkaat, sosiaalihuolto
billing-basis-state-clients = Vuoden aikana palvellut asiakkaat
billing-basis-reimbursement-data = Korvaustietojen käyttö, vuosimaksu
# $year (String) - year
billing-month-february = helmikuussa { $year }
# $year (String) - year
billing-month-march = maaliskuussa { $year }
# $year (String) - year
billing-month-june = kesäkuussa { $year }
# $year (String) - year
billing-month-september = syyskuussa { $year }
# $year (String) - year
billing-month-december = joulukuussa { $year }
billing-months-halves = syyskuussa ja helmikuussa
billing-months-parts = maaliskuussa ja joulukuussa
billing-months-february = helmikuussa
billing-months-june = kesäkuussa
billing-forecast-title = Arvio seuraavasta laskusta
billing-forecast-hint = Arvio on suuntaa antava. Lasku perustuu toteutuneeseen käyttöön.
# $period (String) - first and last day
# $until (String) - last counted day
# $product (String) - how many and the price of one
# $sum (String) - what it comes to
billing-forecast-counted = Kaudelta { $period } on laskettu { $until } asti: { $product } = { $sum }.
# $product (String) - how many and the price of one
# $sum (String) - what it comes to
billing-forecast-carried = Tammi–kesäkuun maksu oli { $product } = { $sum }. Se jäi alle vähimmäismaksun ja laskutetaan loppuvuoden kanssa.
# $count (String) - how many in the whole period
# $sum (String) - what it comes to
billing-forecast-estimate = Jos käyttö jatkuu samanlaisena, koko kauden määrä on noin { $count } ja maksu noin { $sum }.
# $sum (String) - the sum of the invoice
# $month (String) - when
billing-forecast-sum = Seuraava lasku on arviolta { $sum }. Se lähetetään { $month }.
# $sum (String) - the sum of the invoice
# $month (String) - by when it is to be paid
billing-forecast-part = Seuraava erä on { $sum }. Se on maksettava viimeistään { $month }.
billing-forecast-later = Tammi–kesäkuun maksu jää arvion mukaan alle vähimmäismaksun. Syyskuussa ei silloin tule laskua, vaan koko vuosi laskutetaan helmikuussa.
# $sum (String) - the minimum
# $month (String) - when
billing-forecast-minimum = Vuoden maksu jää arvion mukaan alle vähimmäismaksun. Lasku on silloin { $sum }, ja se lähetetään { $month }.
# $sum (String) - the minimum
# $month (String) - when
billing-forecast-at-least = Käytön määrä ei ole vielä tiedossa. Koko vuodesta laskutetaan vähintään { $sum }, ja lasku lähetetään { $month }.
# $month (String) - when
billing-forecast-unknown = Käytön määrä ei ole vielä tiedossa. Seuraava lasku tulee { $month }.
billing-forecast-done = Tämän vuoden molemmat erät on laskutettu.
billing-forecast-no-price = Kuluvan kauden hinta ei ole vielä tiedossa.
# $day (String) - the first day
billing-forecast-begins = Tätä maksua peritään { $day } alkaen.
# $month (String) - when
# $price (String) - price of one
billing-forecast-next = Seuraava lasku tulee { $month }. Hinta on silloin { $price }.
# $month (String) - when
billing-forecast-next-unknown = Seuraava lasku tulee { $month }. Sen hinta ei ole vielä tiedossa.
billing-fee-title = Näin maksu lasketaan
billing-fee-will-be = Mitä käyttö maksaa
billing-fee-none = Asetuksessa ei säädetä maksua yksityiselle sosiaalihuollon palvelunantajalle. Teiltä ei peritä käyttömaksua.
billing-fee-none-public = Hyvinvointialueilta ja Helsingin kaupungilta maksu peritään asukasmäärän mukaan ja valtion terveydenhuollon yksiköiltä asiakasmäärän mukaan (asetus 930/2025). Muilta julkisilta palvelunantajilta maksua ei peritä näillä perusteilla.
# $price (String) - price of one
billing-rule-dispensed = Maksu on { $price } jokaisesta sähköisestä lääkemääräyksestä, jonka apteekki tai sen sivuapteekki toimittaa. Peruttua toimitusta ei laskuteta.
# $price (String) - price of one
# $minimum (String) - least in a year
billing-rule-issued = Maksu on { $price } jokaisesta laaditusta sähköisestä lääkemääräyksestä, kuitenkin vähintään { $minimum } vuodessa. Yksi lääkemääräys on yksi määrätty lääke. Myös peruttu lääkemääräys laskutetaan.
billing-rule-halves = Tammi–kesäkuun käyttö laskutetaan syyskuussa ja heinä–joulukuun käyttö seuraavan vuoden helmikuussa. Hinta on se, joka oli voimassa käytön aikana.
# $minimum (String) - least in a year
billing-rule-minimum = Jos tammi–kesäkuun maksu jää alle vähimmäismaksun { $minimum }, syyskuussa ei tule laskua. Koko vuosi laskutetaan silloin helmikuussa. Vähimmäismaksu peritään, jos olette asiakas minä tahansa päivänä vuoden aikana. Myös siltä, joka vain arkistoi tietoja, peritään vähimmäismaksu.
billing-rule-not-for-profit = Yksityislääkäriltä, joka ei toimi ansiotarkoituksessa, ei peritä maksua.
# $price (String) - price of one
billing-rule-health-residents = Terveydenhuollon maksu on { $price } asukasta kohden vuodessa. Asukasluku on se, joka oli voimassa maksuvuotta edeltävää vuotta edeltävän vuoden lopussa.
# $price (String) - price of one
# $day (String) - the first day
billing-rule-social-residents = Sosiaalihuollon maksu on { $price } asukasta kohden vuodessa { $day } alkaen.
billing-rule-parts = Maksu peritään kahdessa yhtä suuressa erässä. Ensimmäinen on maksettava maaliskuun loppuun ja toinen joulukuun loppuun mennessä.
# $price (String) - price of one
billing-rule-state-clients = Maksu on { $price } jokaisesta asiakkaasta, jota yksikkö on palvellut vuoden aikana. Se laskutetaan kerran, seuraavan vuoden helmikuussa.
# $price (String) - the yearly sum
billing-rule-reimbursement-data = Maksu on { $price } vuodessa. Se peritään kesäkuussa.
# $decree (String) - number of the decree
# $from (String) - first day
# $to (String) - last day
billing-rule-decree = Hinnat perustuvat asetukseen { $decree } ja ovat voimassa { $from }–{ $to }.
billing-address-title = Mihin laskut lähetetään
# $email (String) - support address
billing-address-missing = Meillä ei ole laskutusosoitettanne. Laskut voivat viivästyä. Ilmoittakaa osoite asiakastukeen ({ $email }).
billing-address-later = Laskutusosoite kysytään hakemuksella, jos haette Kanta-palveluja käyttöön.
# $months (String) - in which months
billing-address-check = Tarkistakaa osoite ennen laskutusta { $months }.
billing-address-change = Muutos tulee voimaan heti. Myös uudella hakemuksella antamanne osoite korvaa tämän, kun hakemus hyväksytään.
billing-address-link = Muuta laskutustietoja
billing-address-changed = Laskutustiedot on tallennettu. Ne ovat voimassa heti.
billing-ending-title = Järjestelmän irtisanominen ei päätä asiakkuutta
billing-ending-text = Jos luovutte vain tietojärjestelmästä, asiakkuus jatkuu ja käyttömaksu peritään edelleen. Asiakkuus päättyy vasta, kun irtisanotte palvelut täällä. Irtisanominen ei vaikuta takautuvasti.
billing-questions-title = Kysyttävää laskusta?
billing-questions-text = Kertokaa Y-tunnuksenne ja laskun numero:
billing-before-title = Vielä laskuttamatta
# $period (String) - first and last day
# $until (String) - last counted day
# $product (String) - how many and the price of one
# $sum (String) - what it comes to
billing-before-counted = Kausi { $period } on päättynyt, eikä sitä ole vielä laskutettu. Käyttö on laskettu { $until } asti: { $product } = { $sum }.
# $period (String) - first and last day
billing-before-uncounted = Kausi { $period } on päättynyt, eikä sitä ole vielä laskutettu. Käytön määrä ei ole vielä tiedossa.
# $sum (String) - the sum of the invoice
# $month (String) - when
billing-before-sum = Lasku on arviolta { $sum }. Se lähetetään { $month }.
# $sum (String) - the minimum
# $month (String) - when
billing-before-minimum = Vuoden maksu jää alle vähimmäismaksun. Lasku on { $sum }, ja se lähetetään { $month }.
# $sum (String) - the minimum
# $month (String) - when
billing-before-at-least = Koko vuodesta laskutetaan vähintään { $sum }. Lasku lähetetään { $month }.
# $sum (String) - the sum of the invoice
billing-before-late = Lasku on arviolta { $sum }. Se ei ole vielä tullut tänne.
# $month (String) - when
billing-before-month = Lasku lähetetään { $month }.
