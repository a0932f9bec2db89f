### Files

applications-files-hint = Types of files: { $types }. At most { $count ->
    [one] one file of at most { $size }.
   *[other] { $count } files of at most { $size } each.
}
applications-file-choose = Choose a file
applications-file-upload = Attach the chosen file
applications-file-remove = Remove the file
applications-files-full = There are as many files as there may be. Remove one if you want to attach another.
applications-file-removed = A file that was removed
applications-fault-file-missing = { $label }: attach a file.
applications-fault-files-many = { $label }: there may be at most { $most } files. Remove the extra ones.
applications-fault-file-empty = The file is empty. Choose another file.
applications-fault-file-large = The file is too large. The largest size is { $size }.
applications-fault-file-type = The file could not be attached, because it is not a whole file of the type { $types }. Save the document again in one of these formats, without macros.
applications-fault-file-infected = Malware was found in the file, so it was not attached. Check your device and choose another file.
applications-fault-file-not-scanned = The virus scanner does not answer just now, so the file was not attached. Your other answers have been saved. Attach the file again in a moment.
applications-finding-no-document = The document is not attached. Check whether a valid document has been delivered before. If not, ask for it as a supplement: the answer then cannot be sent without it.
applications-finding-papers-later = The files are not attached. The customer sends them during the deployment at the latest.
