### A takeover that moves

applications-event-takeover-moved = Ibruktagningsdagen flyttades med dagen för övertagandet
applications-moved-title = Dagen för övertagandet har flyttats
applications-moved-text = Den planerade ibruktagningsdagen { $from } flyttades med dagen för övertagandet: den nya dagen är { $to }.
applications-moved-follows = Behandlingen av ansökan fortsätter och ni behöver inte göra något. Om den nya dagen inte passar er, skriv ett meddelande i ärendet. Ni kan byta dag också efter godkännandet.
applications-finding-date-moved = Den planerade ibruktagningsdagen { $from } flyttades med dagen för övertagandet. Beslutet gäller den nya dagen { $to }.
applications-point-closes = Anslutningspunkten stängs. Dess sista dag är { $date }. Kom i god tid före det överens med er Kanta-förmedlare om en ny punkt.
applications-point-other = Ansök om en annan anslutningspunkt
applications-access-point-until-closes = { $owner }, identifierare { $oid }, stängs { $closes }, servercertifikatet gäller till { $date }
applications-certificate-short = Servercertifikatet för anslutningspunkten { $name } går ut { $date }, men ibruktagandet är planerat till { $planned }. Ni kan skicka ansökan. Försäkra er hos den som förvaltar anslutningspunkten om att certifikatet förnyas i tid.
applications-finding-access-point-closes-on = Anslutningspunkten stängs { $date }.
applications-finding-certificate-short = Servercertifikatet går ut före den planerade dagen för ibruktagandet { $date }.
