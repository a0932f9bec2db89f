### Confirming tests, files of reports, reports that are late

deployments-report-files = Bilagor
deployments-report-add = Lägg till bilagor: prov { $number }
deployments-report-files-hint = Ni kan bifoga till exempel ett provprotokoll. Filtyper: { $types }. Högst { $count ->
    [one] en fil på högst { $size }.
   *[other] { $count } filer på högst { $size } var.
} Bifoga inte patient- eller klientuppgifter.
deployments-file-too-many = Det kan finnas högst { $count } filer. Välj filerna på nytt.
deployments-file-empty = Filen är tom. Välj filerna på nytt.
deployments-file-too-large = Filen är för stor. Den största tillåtna storleken är { $size }. Välj filerna på nytt.
deployments-file-type = Filen kunde inte bifogas, eftersom den inte är en hel fil av typen { $types }. Välj filerna på nytt.
deployments-file-infected = Ett skadeprogram hittades i filen, så den bifogades inte. Kontrollera er enhet och välj filerna på nytt.
deployments-file-not-scanned = Viruskontrollen svarar inte just nu, så rapporten skickades inte. Skicka den på nytt om en stund och välj då filerna på nytt.
deployments-file-again = Välj också filerna på nytt.
deployments-test-waits-operator = Väntar på bekräftelse
deployments-test-unconfirmed = Provet godkändes { $day }. { $operator } granskar rapporten och bekräftar provet. Produktionsanvändningen kan börja först efter det.
deployments-test-given-back = { $operator } bekräftade inte provet: { $remark } Avhjälp bristerna och kom överens om en ny dag.
deployments-test-overdue = Rapporten borde ha skickats senast { $last }. Skicka den nu, eller flytta provet om det inte hölls.
deployments-held-take-back-judged = Ni kan ta bort en felaktig fil tills { $operator } har granskat rapporten.
deployments-held-take-back = Ni kan ta bort en felaktig fil tills produktionsanvändningen börjar.
deployments-held-judged = Bekräftelse av provet
deployments-held-confirmed = Provet bekräftades { $at }.
deployments-held-given-back = Provet bekräftades inte ({ $at }).
deployments-desk-title = Ibruktaganden
deployments-desk-lead = Här finns filer från kunder som ingen har behandlat ännu, de prov som väntar på er bekräftelse före produktionsanvändningen och de rapporter som inte har kommit inom utsatt tid. Kundens kontaktpersoner har påmints om försenade rapporter.
deployments-desk-empty = Inga filer väntar på behandling och inget prov på bekräftelse. Ingen rapport är försenad.
deployments-desk-waits = Väntar på bekräftelse
deployments-desk-waits-text = Provet hölls { $day } och kunden har skickat rapporten.
deployments-desk-overdue = Rapporten är försenad
deployments-desk-overdue-text = Provet skulle hållas { $day }.
deployments-desk-case = Ärendenummer
deployments-desk-organisation = FO-nummer
deployments-desk-judge = Bekräfta provet
deployments-desk-judge-text = När ni bekräftar provet kan kunden inleda produktionsanvändningen. Om ni skickar tillbaka provet får kunden er motivering och kommer överens om ett nytt prov.
deployments-desk-remark = Motivering
deployments-desk-remark-hint = Behövs om ni inte bekräftar provet. Kunden ser motiveringen.
deployments-desk-remark-missing = Skriv varför provet inte bekräftas.
deployments-desk-confirm = Bekräfta provet
deployments-desk-return = Skicka tillbaka provet
deployments-extensions = Utvidgad användning
deployments-extension = Utvidgad användning
deployments-extension-units = Tjänsteenheter ({ $count })
deployments-extension-other = Den andra parten: { $other }
deployments-extension-since = I bruk sedan { $date }.
deployments-extend-text = Användningen av tjänsten utvidgas och ändras genom en egen ansökan. Ni kan ansöka om:
deployments-extend = Ansök om utvidgad användning
deployments-date-too-early = Ändringen kan tas i bruk tidigast { $day }. Välj den dagen eller en senare dag.
deployments-papers = Filer: { $item }
deployments-papers-needed = Skicka filerna innan ni markerar punkten som gjord.
deployments-papers-hint = Filtyper: { $types }. Högst { $count ->
    [one] en fil på högst { $size }.
   *[other] { $count } filer på högst { $size } var.
} Bifoga inte patient- eller klientuppgifter.
deployments-papers-take-back = Ta bort filen { $file }
deployments-papers-handled = Filen har behandlats och kan inte längre tas bort.
deployments-papers-send = Skicka filerna
deployments-papers-missing = Välj de filer som ni vill skicka.
deployments-papers-not-scanned = Viruskontrollen svarar inte just nu, så filerna skickades inte. Välj och skicka dem på nytt om en stund.
deployments-desk-papers = Filer har kommit
deployments-desk-papers-text = Kunden skickade filer om ibruktagandet { $day }.
deployments-desk-papers-handle-text = Kunden kan ta bort en felaktig fil tills ni markerar filerna som behandlade.
deployments-desk-papers-handle = Markera filerna som behandlade
deployments-desk-papers-handled = { $officer } markerade filen som behandlad { $at }.
deployments-desk-no-papers = Kunden har inte skickat några filer.
deployments-desk-open = Se hur ibruktagandet framskrider
deployments-held-late = Rapporten kom för sent. Den skulle skickas inom två vardagar efter provet, senast { $day }.
deployments-extension-renewal = Enheter som tar emot begäranden om receptförnyelse: { $units }
deployments-extension-renewal-none = Ingen enhet tar emot begäranden om receptförnyelse.
deployments-extension-point = Anslutningspunkt: { $point }
