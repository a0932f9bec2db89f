notices-label-report-overdue = Rapporten om ibruktagningsprovet saknas
notices-text-report-overdue = Vi har inte fått rapporten om ibruktagningsprovet inom utsatt tid. Skicka rapporten på Kanta Extranätet, eller flytta provet om det inte hölls.
notices-label-test-confirmed = Ibruktagningsprovet har bekräftats
notices-text-test-confirmed = Ert ibruktagningsprov har bekräftats. På Kanta Extranätet ser ni vad som återstår före produktionsanvändningen.
notices-label-test-given-back = Ibruktagningsprovet bekräftades inte
notices-text-test-given-back = Ert ibruktagningsprov bekräftades inte. Läs motiveringen på Kanta Extranätet och kom överens om ett nytt prov.
