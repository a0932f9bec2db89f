### Files

applications-files-hint = Filtyper: { $types }. Högst { $count ->
    [one] en fil på högst { $size }.
   *[other] { $count } filer på högst { $size } var.
}
applications-file-choose = Välj en fil
applications-file-upload = Bifoga den valda filen
applications-file-remove = Ta bort filen
applications-files-full = Ni har redan bifogat så många filer som det får finnas. Ta bort en fil om ni vill bifoga en annan.
applications-file-removed = En fil som har tagits bort
applications-fault-file-missing = { $label }: bifoga en fil.
applications-fault-files-many = { $label }: det kan finnas högst { $most } filer. Ta bort de överflödiga.
applications-fault-file-empty = Filen är tom. Välj en annan fil.
applications-fault-file-large = Filen är för stor. Den största tillåtna storleken är { $size }.
applications-fault-file-type = Filen kunde inte bifogas, eftersom den inte är en hel fil av typen { $types }. Spara dokumentet på nytt i något av de här formaten, utan makron.
applications-fault-file-infected = Ett skadeprogram hittades i filen, så den bifogades inte. Kontrollera er enhet och välj en annan fil.
applications-fault-file-not-scanned = Viruskontrollen svarar inte just nu, så filen bifogades inte. Era övriga svar har sparats. Bifoga filen på nytt om en stund.
applications-finding-no-document = Dokumentet har inte bifogats. Kontrollera om ett giltigt dokument har lämnats tidigare. Begär det annars som komplettering: då kan svaret inte skickas utan det.
applications-finding-papers-later = Filerna har inte bifogats. Kunden skickar dem senast under ibruktagandet.
