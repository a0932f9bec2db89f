home-do-confirm-joining = Bekräfta anslutningen
home-do-about-joining = { $service }. { $name } har lagt till er som medanslutare.
home-do-clear-up = Red ut den bestridda anslutningen
home-do-about-contested = { $count ->
    [one] En medanslutare bestrider anslutningen.
   *[other] { $count } medanslutare bestrider anslutningen.
}
home-state-joined = Klar
home-joined = Ni är med genom gemensam anslutning. Huvudanslutaren är { $name }, första dagen { $date }.
home-joined-waiting = { $name } har lagt till er som medanslutare från och med { $date }. Ni har inte svarat ännu och är därför inte med.
home-joined-contested = { $name } har lagt till er som medanslutare. Ni har bestridit anslutningen och är därför inte med.
home-joined-leaving = Ni har meddelat att ni ansluter er direkt. Den gemensamma anslutningen fortsätter tills er egen produktionsanvändning börjar.
home-joined-ended = Den gemensamma anslutningen upphörde { $date }. Huvudanslutaren var { $name }.
home-joined-answer = Bekräfta eller bestrid anslutningen
home-joined-ends = Huvudanslutaren avslutar anslutningen { $date }.
home-do-go-on = Ansök själva om tjänsten eller sök en ny huvudanslutare
home-do-about-joining-ends = { $service }. Den gemensamma anslutningen upphör { $date }.
home-parties = Gemensam anslutning
home-parties-count = { $count ->
    [one] Medanslutare: en anslutning
   *[other] Medanslutare: { $count } anslutningar
}
home-do-look-at-draft = Kontrollera utkastet
home-do-about-staying = { $service }. Ni är med via en huvudanslutare. Radera utkastet om ni inte behöver det.
home-do-named = Svara på en ansökan där ni har angetts som den andra parten
home-do-about-named = { $name } har i sin ansökan angett er som den andra parten.
home-do-about-unsettled = Den andra parten ({ $other }) i ansökan { $number } meddelade att saken inte är avtalad.
home-named-contested = Den andra parten ({ $other }) meddelade att saken inte är avtalad. Red ut saken med den.
home-named-awaited = Vi väntar på svar från den andra parten ({ $other }). Ni behöver inte göra något.
home-do-elsewhere = Meddela vilken annan anslutningspunkt ni ansluter er genom
home-do-about-elsewhere = { $service }. { $name } bekräftade inte uppkopplingen. Skriv ett meddelande till handläggaren.
