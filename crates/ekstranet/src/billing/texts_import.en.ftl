billing-desk-title = Invoices
billing-desk-lead = Import the file of the billing system here. It is imported whole or not at all. The state of an invoice that is known already is updated.
billing-upload-file = File
billing-upload-hint = A CSV file: semicolons between cells, UTF-8, decimal comma. At most { $rows } rows and { $megabytes } megabytes.
billing-upload-button = Import the invoices
billing-upload-format = Format of the file
billing-upload-format-text = The first row is the heading. Each row after it is an invoice or a count of use that is not invoiced:
billing-search-title = Invoices of an organisation
billing-search-label = Business ID or invoice number
billing-search-hint = For example 1234567-1 or 2026-000123. Viewing is recorded in the log.
billing-search-button = Find the invoices
billing-search-missing = Enter a business ID or an invoice number.
billing-search-wrong = Check the business ID or the number of the invoice. The form of a business ID is 1234567-1. No invoice has this number.
billing-search-none = The organisation has no invoices.
billing-search-address-missing = The organisation has no invoice address.
billing-imports-title = Imported files
billing-imports-none = No file has been imported.
billing-imports-next = Earlier files
billing-import-by = Imported by: { $name }.
billing-import-by-command = Imported by a command.
billing-import-outcome = New invoices: { $added }. Changed invoices: { $changed }. Counts of use: { $counts }. Unchanged rows: { $unchanged }.
billing-import-title = File imported on { $moment }
billing-import-again = The same file was already imported on { $moment }. Nothing was changed.
billing-import-again-link = See what was imported then
billing-import-line = imported on { $moment }
billing-import-invoices = Invoices of the file
billing-import-invoices-next = Next invoices of the file
billing-import-what = What happened
billing-import-added = New invoice
billing-import-turned = State changed: { $before } → { $after }
billing-found-title = Invoices: { $organisation }
billing-found-address = Invoice address
billing-doubts-title = Check the invoices before importing
billing-doubts-lead = { $count ->
    [one] One invoice of the file may be wrong. Nothing has been imported yet. Import the file only if you have checked the invoice in the billing system.
   *[other] { $count } invoices of the file may be wrong. Nothing has been imported yet. Import the file only if you have checked the invoices in the billing system.
}
billing-doubts-other = Something has changed since you saw this page. Check the invoices again.
billing-doubts-what = What to check
billing-doubts-more = { $count ->
    [one] One more thing must be checked.
   *[other] { $count } more things must be checked.
}
billing-doubts-confirm = Import the file, the invoices are checked
billing-doubts-cancel = Go back without importing anything
billing-doubt-nameless = { $organisation }, name not known
billing-doubt-new-payer = The payer has never been a customer and has no earlier invoices. Check the business ID.
billing-doubt-other-basis = According to the registers, the payer is not one that is charged this fee ({ $basis }). Check the basis and the business ID.
billing-doubt-same-period = There is already invoice { $number } for the same period or a part of it, and it has not been credited. Check that the same use is not invoiced twice.
billing-import-fact-who = Imported by
billing-import-fact-file = Name of the file
billing-import-fact-hash = Hash (SHA-256)
billing-missing-title = Missing invoice addresses
billing-missing-text = These organisations got an invoice, but have no invoice address:
billing-missing-none = { $count ->
    [one] One organisation was checked. It has an invoice address.
   *[other] { $count } organisations were checked. All have an invoice address.
}
billing-missing-nobody = The file had no new invoices.
billing-missing-next = Check the next organisations
billing-wrong-caption = Rows to correct. Nothing was imported.
billing-wrong-row = Row
billing-wrong-value = The file says
billing-wrong-what = What to correct
billing-wrong-more = { $count ->
    [one] One more row must be corrected.
   *[other] { $count } more rows must be corrected.
}
billing-rows-wrong = { $count ->
    [one] One row of the file must be corrected. Nothing was imported.
   *[other] { $count } rows of the file must be corrected. Nothing was imported.
}
billing-file-missing = Choose a file.
billing-file-empty = The file has no rows besides the heading.
billing-file-large = The file is too large. At most { $megabytes } megabytes can be imported at once. Divide the file.
billing-file-rows = The file has too many rows. At most { $rows } rows can be imported at once. Divide the file.
billing-file-workbook = The file is a workbook of a spreadsheet program. Save it as CSV.
billing-file-encoding = The file is not UTF-8. Save it as UTF-8.
billing-file-heading = The first row must be the heading: { $heading }
billing-row-columns = The row must have { $columns } columns.
billing-row-long = A cell has too much text.
billing-row-identity-code = The row has a personal identity code. Remove it.
billing-row-formula = The row has a formula. A cell may not begin with =, +, - or @.
billing-row-kind = The first column must be invoice or count.
billing-row-number = Check the number of the invoice. It has at most 30 letters, digits, hyphens, slashes or full stops.
billing-row-business-id = Check the business ID. Its form is 1234567-1.
billing-row-basis = Check the basis. It is one of these: { $codes }.
billing-row-period = Check the period. It is a calendar year or half of one, depending on the basis.
billing-row-no-price = The table of fees has no price for the period.
billing-row-part = Check the instalment. A year that is invoiced by residents has instalment 1 or 2, others have none.
billing-row-count = Check the number. It is a whole number and cannot be negative.
billing-row-unit-price = Check the unit price. Its form is 0,582.
billing-row-price = The unit price is not that of the decree. The price of the period is { $price }.
billing-row-minimum = The minimum fee must be marked yes or no.
billing-row-no-minimum = The minimum fee cannot be invoiced for this period with this basis and number.
billing-row-below-minimum = The fee is below the minimum fee of { $sum }. January–June is then not invoiced by itself, and the minimum fee is invoiced for the year.
billing-row-total = Check the total. Its form is 2450,22, and it cannot be negative.
billing-row-total-differs = The total does not match. According to the number and the price, it is { $sum }.
billing-row-date = Check the date. Its form is 7.9.2026.
billing-row-due = Check the due date. It cannot be before the date of the invoice.
billing-row-state = The state must be open, paid or credited.
billing-row-not-empty = A row of a count may not have details of an invoice.
billing-row-count-day = The day of a count must be after the beginning of its period and not in the future.
billing-row-repeated = The same invoice or count is already on row { $row }.
billing-row-known = The number of the invoice is already in use, and the details of that invoice differ. Only the state can change.
billing-row-state-back = The state of an invoice cannot go back.
billing-row-older-count = There is already a newer count for the period.
billing-row-date-ahead = The date of the invoice cannot be in the future.
billing-row-date-early = This period can be invoiced on { $day } at the earliest. Check the period and the date of the invoice.
billing-row-due-far = The due date is more than a year after the date of the invoice. Check the dates.
billing-row-nothing = An invoice of zero euros cannot wait for payment.
billing-row-charged = The same has already been invoiced with invoice { $number }, which has not been credited. If this invoice replaces it, credit that one in the same file.
