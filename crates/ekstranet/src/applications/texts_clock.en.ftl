### The clock, the receipt, frozen versions

applications-next-draft = Next, you finish the application and submit it.
applications-next-submitted = Next, an officer takes up the application. You need not do anything.
applications-next-in-review = Next, the officer checks the application and decides the case. You need not do anything.
applications-next-supplement = Next, you supplement the application.
applications-next-approved = Next, you finish taking the service into use.
applications-next-rejected = The application was rejected. The decision gives the reasons and says how and by when you can request an administrative review. You can also make a new application.
applications-next-withdrawn = You have withdrawn the application and it is not processed any more. If you need the service, make a new application.
applications-next-lapsed = The application has lapsed because the supplement did not come in time. It is not processed any more. If you need the service, make a new application.
applications-receipt-next-answered = When you have sent the supplement, the officer goes on checking the application and decides the case.
applications-receipt-manner = Manner of arrival
applications-receipt-manner-here = Electronically in the Kanta Extranet
applications-receipt-recipient = Recipient
applications-receipt-state = State of the case now
applications-receipt-hash = Hash (SHA-256) by which the submitted information is identified
applications-version-link = Submitted information, { $at }
applications-version-title = Submitted information, version { $number }
applications-version-lead = The information as it was submitted on { $at }. It is not changed afterwards.
applications-expected-unknown = So few applications of this kind have been decided lately that we cannot estimate how long it takes.
applications-expected = { $days ->
    [one] Applications that needed no supplement have recently been processed in one day as a rule.
   *[other] Applications that needed no supplement have recently been processed in { $days } days as a rule.
}
applications-expected-if-supplemented = { $days ->
    [one] Where a supplement was requested, it has usually taken one day from sending.
   *[other] Where a supplement was requested, it has usually taken { $days } days from sending.
}
applications-expected-supplemented = { $days ->
    [one] Applications that needed a supplement have recently been processed in one day from sending as a rule.
   *[other] Applications that needed a supplement have recently been processed in { $days } days from sending as a rule.
}
