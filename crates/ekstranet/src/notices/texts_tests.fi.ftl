notices-label-report-overdue = Käyttöönottokokeen raporttia odotetaan
notices-text-report-overdue = Emme ole saaneet raporttia käyttöönottokokeesta määräajassa. Lähettäkää raportti Kanta Ekstranetissä tai siirtäkää koe, jos sitä ei pidetty.
notices-label-test-confirmed = Käyttöönottokoe on vahvistettu
notices-text-test-confirmed = Käyttöönottokokeenne on vahvistettu. Kanta Ekstranetissä näette, mitä on vielä tehtävä ennen tuotantokäyttöä.
notices-label-test-given-back = Käyttöönottokoetta ei vahvistettu
notices-text-test-given-back = Käyttöönottokoettanne ei vahvistettu. Lukekaa perustelu Kanta Ekstranetissä ja sopikaa uusi koe.
