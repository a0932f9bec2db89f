applications-to-parties = Gemensam anslutning: medanslutare
applications-fault-joined-through-other = Ni behöver inte ansöka själva. Be huvudanslutaren lägga till er som medanslutare. När den har gjort det ser ni det på er startsida och bekräftar anslutningen. Detta utkast kan ni ta bort.
applications-joined-already = Ni är redan medanslutare i denna tjänst. Huvudanslutaren är { $names }. Om ni ansöker direkt upphör den gemensamma anslutningen den dag då er egen produktionsanvändning börjar.
applications-finding-parties = Medanslutare: { $count }. Se dem och registrens uppgifter på sidan för medanslutare.
applications-finding-no-parties = Huvudanslutaren har inte listat någon medanslutare.
applications-finding-joined = Sökanden är medanslutare i denna tjänst. Huvudanslutaren är { $names }.
