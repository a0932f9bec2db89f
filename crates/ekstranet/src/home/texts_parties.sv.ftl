home-do-confirm-joining = Bekräfta anslutningen
home-do-about-joining = { $service }. { $name } har lagt till er som medanslutare.
home-do-clear-up = Red ut bestridandet
home-do-about-contested = { $count ->
    [one] En medanslutare bestrider anslutningen.
   *[other] { $count } medanslutare bestrider anslutningen.
}
home-state-joined = Klar
home-joined = Ni är med genom gemensam anslutning. Huvudanslutaren är { $name }, första dagen { $date }.
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
home-do-named = Svara på en ansökan där ni har uppgetts som den andra parten
home-do-about-named = { $name } har i sin ansökan uppgett er som den andra parten.
