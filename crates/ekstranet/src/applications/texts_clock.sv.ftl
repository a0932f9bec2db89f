### The clock, the receipt, frozen versions

applications-next-draft = Härnäst fyller ni i ansökan och lämnar in den.
applications-next-submitted = Härnäst tar en handläggare upp ansökan till behandling. Ni behöver inte göra något.
applications-next-in-review = Härnäst granskar handläggaren ansökan och avgör ärendet. Ni behöver inte göra något.
applications-next-supplement = Härnäst kompletterar ni ansökan.
applications-next-approved = Härnäst slutför ni ibruktagandet av tjänsten.
applications-next-rejected = Ansökan har avslagits. I beslutet finns motiveringen och uppgift om hur och senast när ni kan begära omprövning. Ni kan också göra en ny ansökan.
applications-next-withdrawn = Ni har återkallat ansökan, och den behandlas inte längre. Gör en ny ansökan om ni behöver tjänsten.
applications-next-lapsed = Ansökan har förfallit eftersom kompletteringen inte kom inom utsatt tid. Den behandlas inte längre. Gör en ny ansökan om ni behöver tjänsten.
applications-receipt-next-answered = När ni har skickat kompletteringen fortsätter handläggaren att granska ansökan och avgör ärendet.
applications-receipt-manner = Inlämningssätt
applications-receipt-manner-here = Elektroniskt på Kanta Extranätet
applications-receipt-recipient = Mottagare
applications-receipt-state = Ärendets läge nu
applications-receipt-hash = Kontrollsumma (SHA-256) som identifierar de inlämnade uppgifterna
applications-version-link = Inlämnade uppgifter { $at }
applications-version-title = Inlämnade uppgifter, version { $number }
applications-version-lead = Uppgifterna så som de lämnades in { $at }. De ändras inte i efterhand.
applications-expected-unknown = Så få liknande ansökningar har avgjorts den senaste tiden att vi inte kan uppskatta handläggningstiden.
applications-expected = { $days ->
    [one] Ansökningar som inte har behövt kompletteras har på sistone i regel behandlats på en dag.
   *[other] Ansökningar som inte har behövt kompletteras har på sistone i regel behandlats på { $days } dagar.
}
applications-expected-if-supplemented = { $days ->
    [one] Om komplettering har begärts har behandlingen i regel tagit en dag från inlämnandet.
   *[other] Om komplettering har begärts har behandlingen i regel tagit { $days } dagar från inlämnandet.
}
applications-expected-supplemented = { $days ->
    [one] Ansökningar som har behövt kompletteras har på sistone i regel behandlats på en dag från inlämnandet.
   *[other] Ansökningar som har behövt kompletteras har på sistone i regel behandlats på { $days } dagar från inlämnandet.
}
