### What stands in the way of an application, whatever its answers are

applications-check-not-yet = Svaren är färdiga, men ansökan kan inte lämnas in än. Utkastet finns kvar.
applications-finding-too-early = Dagen för övertagandet är enligt Fimeas apoteksregister nu { $takeover }. Ansökan kan göras tidigast 30 dagar före den, alltså { $opens }.
applications-finding-no-takeover = I Fimeas apoteksregister finns ingen dag för sökandens övertagande. Fimea lägger till dagen.
applications-finding-requires = Sökanden har inte den tjänst i produktionsanvändning som ansökan förutsätter: { $service }.
applications-finding-requires-any = Ansökan förutsätter att någon av de här tjänsterna är i produktionsanvändning, men sökanden har ingen av dem: { $services }.
applications-sign-again-title = Förbindelsen måste undertecknas på nytt
applications-sign-again-text = När ni undertecknade den här ansökan hade förbindelsen redan undertecknats i en annan ansökan. Den ansökan godkändes inte, och förbindelsen förföll med den. Därför kan den här ansökan inte godkännas.
applications-sign-again-do = Återkalla den här ansökan och gör en ny. Ni kan ta över de här svaren till den nya ansökan en del i taget. Förbindelsen undertecknas i samband med den nya ansökan.
applications-one-at-a-time = Ni kan ha en oavgjord ansökan om utvidgad användning åt gången. Ni kan påbörja nästa när denna har avgjorts.
applications-one-at-a-time-draft = Ni kan ha en oavgjord ansökan om utvidgad användning åt gången. Ni kan påbörja nästa när denna har avgjorts. Om ni först behöver en annan utvidgning, ändra svaren här eller radera detta utkast och påbörja ett nytt.
applications-one-at-a-time-title = Nästa utvidgning av användningen
applications-one-at-a-time-sent = Ni kan påbörja nästa utvidgning av användningen när denna ansökan har avgjorts. Om ni först behöver en annan utvidgning, återkalla denna ansökan, påbörja en ny och ansök om denna därefter.
