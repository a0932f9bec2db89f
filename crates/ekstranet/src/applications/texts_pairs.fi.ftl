### Two services in one go

# $first (String) - service
# $second (String) - service
applications-pair-title = { $first } ja { $second } samalla kertaa
applications-pair-text = Yhteiset tiedot annetaan kerran, ja molemmat hakemukset allekirjoitetaan samalla kertaa. Kummastakin palvelusta tehdään oma päätös.
applications-pair-begin = Aloita molempien hakeminen
# $service (String) - service
applications-pair-add = Ota mukaan { $service }
# $service (String) - the other service
applications-pair-note = Haette samalla kertaa palvelua { $service }. Yhteiset kohdat täytätte kerran: vastaukset tallentuvat molempiin hakemuksiin. Kumpikin hakemus saa oman asiatunnuksen ja oman päätöksen.
# $service (String) - the other service
applications-pair-other = Avaa toinen hakemus: { $service }
# $service (String) - the other service
applications-pair-group = Vain palvelua { $service } koskevat kohdat
applications-pair-apart = Hae palveluja erikseen
applications-pair-apart-text = Molemmat luonnokset säilyvät, mutta kumpikin täytetään ja lähetetään erikseen.
# $service (String) - the other service
applications-pair-check = Palvelun { $service } muut vastaukset ovat samat kuin edellä.
# $first (String) - service
# $second (String) - service
applications-pair-sign = Allekirjoitatte ja lähetätte samalla kertaa kaksi hakemusta: { $first } ja { $second }. Niistä tehdään kaksi päätöstä.
# $service (String) - the other service
# $number (String) - its case number
applications-pair-sent = Samalla kertaa lähetettiin hakemus palvelusta { $service }: asia { $number }
