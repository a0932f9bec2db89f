### Enrolments for deployment support

deployments-enrolments-title = Ilmoittautumiset käyttöönoton tukeen
deployments-enrolments-lead = Tässä ovat asiakkaat, jotka ovat ilmoittautuneet käyttöönoton tukeen. Ottakaa yhteyttä käyttöönoton yhteyshenkilöön ja merkitkää sitten yhteydenotto tehdyksi. Asiakas näkee merkinnän.
deployments-enrolments-which = Ilmoittautumiset
deployments-enrolments-waiting = Odottaa yhteydenottoa
deployments-enrolments-all = Kaikki
deployments-enrolments-show = Näytä ilmoittautumiset
deployments-enrolments-empty = Ilmoittautumisia ei ole.
deployments-enrolments-any-period = Kaikki jaksot
deployments-enrolments-no-period = Ei jaksoa
deployments-enrolments-to-call = Odottaa yhteydenottoa
deployments-enrolments-no-contact = Hakemuksessa ei ole yhteyshenkilöä.
# $begins (String) - first day
# $ends (String) - last day
deployments-enrolments-period = Jakso { $begins }–{ $ends }
# $begins (String) - first day
deployments-enrolments-period-from = Jakso, joka alkaa { $begins }
# $number (String) - case number
# $name (String) - who
# $time (String) - date and time
deployments-enrolments-enrolled = { $number }. { $name } ilmoitti { $time }.
# $person (String) - name, address and telephone
deployments-enrolments-contact = Käyttöönoton yhteyshenkilö: { $person }
# $person (String) - name, address and telephone
deployments-enrolments-administrative = Hallinnollinen yhteyshenkilö: { $person }
# $name (String) - officer
# $time (String) - date and time
deployments-enrolments-called = { $name } merkitsi yhteydenoton tehdyksi { $time }.
# $organisation (String) - name of the customer
deployments-enrolments-call = Merkitse yhteydenotto tehdyksi: { $organisation }
# $day (String) - day
deployments-enrolment-called = Käyttöönoton tuki on ottanut teihin yhteyttä { $day }.
