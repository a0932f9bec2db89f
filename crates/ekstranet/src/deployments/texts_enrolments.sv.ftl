### Enrolments for deployment support

deployments-enrolments-title = Anmälningar till stödet för ibruktagandet
deployments-enrolments-lead = Här finns de kunder som har anmält sig till stödet för ibruktagandet. Ta kontakt med kontaktpersonen för ibruktagandet och markera sedan kontakten som gjord. Kunden ser markeringen.
deployments-enrolments-which = Anmälningar
deployments-enrolments-waiting = Väntar på kontakt
deployments-enrolments-all = Alla
deployments-enrolments-show = Visa anmälningarna
deployments-enrolments-empty = Det finns inga anmälningar.
deployments-enrolments-any-period = Alla perioder
deployments-enrolments-no-period = Ingen period
deployments-enrolments-to-call = Väntar på kontakt
deployments-enrolments-no-contact = Ansökan har ingen kontaktperson.
deployments-enrolments-period = Period { $begins }–{ $ends }
deployments-enrolments-period-from = Perioden som börjar { $begins }
deployments-enrolments-enrolled = { $number }. { $name } gjorde anmälan { $time }.
deployments-enrolments-contact = Kontaktperson för ibruktagandet: { $person }
deployments-enrolments-administrative = Administrativ kontaktperson: { $person }
deployments-enrolments-called = { $name } markerade kontakten som gjord { $time }.
deployments-enrolments-call = Markera kontakten som gjord: { $organisation }
deployments-enrolment-called = Stödet för ibruktagandet har kontaktat er { $day }.
