support-code-link = Näytä tämä sivu asiakastuelle
support-code-title = Näyttäkää sivu asiakastuelle
support-code-lead = Kun puhutte asiakastuen kanssa, voitte näyttää organisaationne sivut. Lukekaa koodi ääneen, niin asiakastuki näkee saman sivun kuin te.
support-code-back = Palaa sivulle
# $phone (String) - phone number of customer support
# $hours (String) - when it answers
support-code-first = Soittakaa ensin asiakastukeen: { $phone }, { $hours }. Tehkää koodi vasta, kun asiakastuki pyytää sitä.
support-code-make = Tee koodi
support-code-again = Tee uusi koodi
support-code-read = Lukekaa koodi ääneen
# $moment (String) - until when the code can be used
support-code-until = Koodi toimii kerran, viimeistään { $moment }.
support-code-what = Mitä tapahtuu
support-code-sees = Asiakastuki näkee tämän organisaation sivut enintään 15 minuuttia.
support-code-reads-only = Asiakastuki vain katselee. Se ei voi muuttaa, lähettää eikä allekirjoittaa mitään. Henkilötunnustanne ei näytetä.
support-code-ends = Näette sivun yläreunassa, kun teidän sivujanne katsellaan. Voitte päättää katselun milloin tahansa yhdellä napsautuksella.
support-code-logged = Koodi, katselun alku ja loppu ja jokainen katseltu sivu kirjataan lokiin.
support-code-never-called = Asiakastuki ei koskaan soita teille ja pyydä koodia. Älkää lukeko sitä sille, joka soittaa teille.
support-enter-title = Katsokaa asiakkaan sivua
support-enter-lead = Pyytäkää asiakasta tekemään koodi sivun alareunan linkistä ja lukemaan se ääneen.
support-enter-code = Asiakkaan koodi
support-enter-hint = Kuusi numeroa
support-enter-button = Avaa asiakkaan sivu
support-enter-logged = Näette asiakkaan organisaation sivut enintään 15 minuuttia. Ette voi muuttaa mitään. Koodin antaminen ja jokainen katseltu sivu kirjataan lokiin.
support-enter-no-code = Antakaa kuusi numeroa, esimerkiksi 123 456.
support-enter-unknown = Koodi ei kelpaa. Se on väärä, käytetty tai vanhentunut. Pyytäkää asiakasta tekemään uusi koodi.
support-enter-too-many = Vääriä koodeja on annettu liian monta. Odottakaa kymmenen minuuttia ja pyytäkää sitten uusi koodi.
support-code-own-lead = Kun puhutte asiakastuen kanssa, voitte näyttää, mitkä oikeudet palvelu tietää teillä olevan. Lukekaa koodi ääneen, niin asiakastuki näkee, mitä Suomi.fi-valtuuksista saatiin ja mitä puuttuu.
support-code-own-sees = Asiakastuki näkee enintään 15 minuuttia, mitä Suomi.fi-valtuudet palautti teistä tässä istunnossa: organisaatiot, roolit ja valtuudet.
support-person-title = Asiakkaan oikeudet asioida
support-person-lead = Näette, mitä Suomi.fi-valtuudet palautti asiakkaasta hänen nykyisessä istunnossaan. Ensin ovat organisaatiot, joiden puolesta hän ei voi asioida.
support-person-none = Suomi.fi-valtuudet ei ole palauttanut tässä istunnossa yhtään organisaatiota. Asiakas ei ole vielä valinnut organisaatiota Suomi.fissä, tai hänellä ei ole rooleja eikä valtuuksia.
support-person-business-id = Y-tunnus
support-person-right = Oikeus tässä palvelussa
support-person-no-right = ei oikeutta
# $count (Number) - how many organisations are not shown
support-person-more = Lisäksi { $count } organisaatiota, joiden puolesta asiakas voi asioida.
