### Confirming tests, files of reports, reports that are late

deployments-report-files = Attachments
deployments-report-add = Add attachments: test { $number }
deployments-report-files-hint = You can attach the record of the test, for example. Types of files: { $types }. At most { $count ->
    [one] one file of at most { $size }.
   *[other] { $count } files of at most { $size } each.
} Do not attach patient or client data.
deployments-file-too-many = There may be at most { $count } files. Choose the files again.
deployments-file-empty = The file is empty. Choose the files again.
deployments-file-too-large = The file is too large. The largest size is { $size }. Choose the files again.
deployments-file-type = The file could not be attached, because it is not a whole file of the type { $types }. Choose the files again.
deployments-file-infected = Malware was found in the file, so it was not attached. Check your device and choose the files again.
deployments-file-not-scanned = The virus scanner does not answer just now, so the report was not sent. Send it again in a moment and choose the files again then.
deployments-file-again = Choose the files again, too.
deployments-test-waits-operator = Waiting for confirmation
deployments-test-unconfirmed = The test was passed on { $day }. { $operator } looks at the report and confirms the test. Production use can begin only after that.
deployments-test-given-back = { $operator } did not confirm the test: { $remark } Put right what is missing and agree on a new day.
deployments-test-overdue = The report should have been sent by { $last }. Send it now, or move the test if it was not held.
deployments-held-take-back-judged = You can remove a wrong file until { $operator } has reviewed the report.
deployments-held-take-back = You can remove a wrong file until production use begins.
deployments-held-judged = Confirmation of the test
deployments-held-confirmed = The test was confirmed on { $at }.
deployments-held-given-back = The test was not confirmed ({ $at }).
deployments-desk-title = Deployments
deployments-desk-lead = These are the files from customers that nobody has handled yet, the tests that wait for your confirmation before production use, and the reports that have not come in time. The customer's contacts have been reminded of late reports.
deployments-desk-empty = No files wait to be handled and no test waits for confirmation. No report is late.
deployments-desk-waits = Waiting for confirmation
deployments-desk-waits-text = The test was held on { $day } and the customer has sent the report.
deployments-desk-overdue = Report late
deployments-desk-overdue-text = The test was to be held on { $day }.
deployments-desk-case = Case number
deployments-desk-organisation = Business ID
deployments-desk-judge = Confirm the test
deployments-desk-judge-text = When you confirm the test, the customer can begin production use. If you send the test back, the customer gets your reasons and agrees on another test.
deployments-desk-remark = Reasons
deployments-desk-remark-hint = Needed if you do not confirm the test. The customer sees the reasons.
deployments-desk-remark-missing = Write why the test is not confirmed.
deployments-desk-confirm = Confirm the test
deployments-desk-return = Send the test back
deployments-extensions = Extensions of use
deployments-extension = Extension of use
deployments-extension-units = Service units ({ $count })
deployments-extension-other = Other party: { $other }
deployments-extension-since = In use since { $date }.
deployments-extend-text = The use of the service is extended and changed by an application of its own. You can apply for:
deployments-extend = Apply for an extension of use
deployments-date-too-early = The change can be taken into use on { $day } at the earliest. Choose that day or a later one.
deployments-papers = Files: { $item }
deployments-papers-needed = Send the files before you mark the item done.
deployments-papers-hint = Types of files: { $types }. At most { $count ->
    [one] one file of at most { $size }.
   *[other] { $count } files of at most { $size } each.
} Do not attach patient or client data.
deployments-papers-take-back = Remove the file { $file }
deployments-papers-handled = The file has been handled and can no longer be removed.
deployments-papers-send = Send the files
deployments-papers-missing = Choose the files to send.
deployments-papers-not-scanned = The virus scanner does not answer just now, so the files were not sent. Choose and send them again in a moment.
deployments-desk-papers = Files have come
deployments-desk-papers-text = The customer sent files of the deployment on { $day }.
deployments-desk-papers-handle-text = The customer can remove a wrong file until you mark the files as handled.
deployments-desk-papers-handle = Mark the files as handled
deployments-desk-papers-handled = { $officer } marked the file as handled on { $at }.
deployments-desk-no-papers = The customer has not sent files.
deployments-desk-open = See how the deployment stands
deployments-held-late = The report came late. It was due within two business days of the test, by { $day }.
deployments-extension-renewal = Units that receive prescription renewal requests: { $units }
deployments-extension-renewal-none = No unit receives prescription renewal requests.
deployments-extension-point = Access point: { $point }
