pharmacies-desk-plan-lead = Päivät on laskettu haltuunottopäivästä. Kukin osapuoli merkitsee omat kohtansa tehdyiksi. Osapuolten yhteystiedot ja merkinnän tekijöiden nimet eivät näy tässä.
pharmacies-desk-plan-awaits = Odottaa haltuunottoa
pharmacies-desk-plan-open = Käytössä
pharmacies-desk-plan-closed = Ei käytössä
# $date (String) - date
pharmacies-desk-plan-lost = Fimean apteekkirekisterin mukaan ({ $date }) apteekin ottaa haltuunsa toinen apteekkari kuin tässä suunnitelmassa. Suunnitelmasta ei lähetetä muistutuksia.
