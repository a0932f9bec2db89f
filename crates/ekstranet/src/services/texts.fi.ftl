services-patient-data = Potilastietovaranto
services-patient-data-former = Potilastiedon arkisto
services-social-data = Sosiaalihuollon asiakastietovaranto
services-social-data-former = Sosiaalihuollon asiakastiedon arkisto
services-prescription = Resepti-palvelu
services-imaging-data = Kuva-aineistojen tietovaranto
services-imaging-data-former = Kuva-aineistojen arkisto
