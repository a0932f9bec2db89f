# $name (String) - the intermediary
desk-history-connection-confirmed = { $name } vahvisti yhteyden
# $name (String) - the intermediary
desk-history-connection-declined = { $name } ilmoitti, ettei se vahvista yhteyttä
# $other (String) - business ID of the other party
desk-history-named-confirmed = Toinen osapuoli ({ $other }) vahvisti, että asiasta on sovittu
# $other (String) - business ID of the other party
desk-history-named-contested = Toinen osapuoli ({ $other }) ilmoitti, ettei asiasta ole sovittu
# $what (String) - what was done, and by whom
# $reason (String) - the reason given
desk-history-reason = { $what }. Perustelu: { $reason }
# $when (String) - date and time
# $what (String) - what was done, and by whom
desk-conflict-last = Viimeisin tapahtuma { $when }: { $what }
# $when (String) - date and time
# $who (String) - who answered
desk-arrived = Täydennys saapui { $when }. Vastaaja: { $who }.
desk-arrived-read = Lue pyyntö ja vastaus
desk-arrived-changed = Muuttuneet kohdat:
desk-arrived-unchanged = Hakemuksen tiedot eivät muuttuneet.
# $officer (String) - name of the officer
desk-case-colleague-proposed = Asiaa käsittelee { $officer }. Jos palautatte esityksen, asian käsittelijä ei vaihdu.
desk-proposal-lacks = Esitystä ei voi vahvistaa, koska siinä ei kerrota, miten hakijan rekisteröinti tai sopiminen toisen osapuolen kanssa on selvitetty. Palauttakaa esitys.
desk-fault-not-ticked = Valitkaa tämä kohta tai poistakaa siihen kirjoittamanne teksti ja ehdotus.
desk-fault-reasons-too-long = Lyhentäkää perusteluja: enintään 10 000 merkkiä.
