parties-sought-listed = Pääliittyjän hakemusta ei ole vielä lähetetty, eikä mukanaliittyjälle ole kerrottu.
# $service (String) - service
parties-sought-brought = Pääliittyjänä: { $service }
parties-sought-named-waiting = Odottaa toista osapuolta
# $name (String) - name and business ID of the applicant
# $at (String) - when
parties-sought-named = Hakija: { $name }. Nimetty { $at }.
# $name (String) - name and business ID of the applicant
# $at (String) - when
# $ended (String) - when
parties-sought-named-former = Hakija: { $name }. Nimetty { $at }, mutta { $ended } jälkeen hakemus ei ole enää nimennyt tätä organisaatiota.
parties-of-from = Luettelo alkaa siitä mukanaliittyjästä, jota haitte.
parties-of-all = Näytä luettelo alusta
