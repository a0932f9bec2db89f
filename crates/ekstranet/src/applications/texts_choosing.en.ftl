applications-search = Find a service by name
applications-search-hint = You can also use a former name, for example Patient Data Archive or ePrescription.
applications-search-button = Search the services
applications-search-all = Show all services
applications-search-none = No service was found. Check the spelling or look at all services.
applications-extensions-title = Extend a service that is in use
applications-extensions-text = Apply for these when the service to be extended is already in production use.
applications-requires-any = You can apply for { $service } only when one of these is in production use: { $services }.
applications-units-all = { $total ->
    [one] Select the unit
   *[other] Select all { $total } units
}
applications-units-none = Clear all selections
applications-units-filter = Narrow the list by name
applications-units-narrow = Narrow
applications-units-count = { $ticked } of { $total } selected. The list shows { $shown }. Selections stay when you narrow the list.
applications-units-exceptions = If nearly all units take the service into use, select all first and then clear the exceptions.
applications-fact-name-other = Name in the other national language
applications-decision-reasons = Reasons
applications-decision-hearing = Hearing
applications-decision-instructions = How to request an administrative review
applications-decision-title = Decision on the application
applications-decision-language = { $language ->
    [sv] The decision is in Swedish, the language you chose for the case.
   *[other] The decision is in Finnish, the language you chose for the case.
}
applications-decision-link = Read the whole decision
applications-decision-by = Decided by
applications-decision-applicant = Applicant
applications-decision-at = Decided on
applications-decision-granted = The application has been approved. The organisation can take the service { $service } into use when the tasks of the deployment are done.
applications-no-running-service = You have no service in production use that could be extended.
applications-fault-date-lead = The change can be taken into use in { $days } days at the earliest. Choose a later day.
applications-fault-not-of-service = This cannot be taken into use in the chosen service. Choose another service or another extension.
applications-company-fresh = The data was fetched from the Business Information System (YTJ) on { $at }.
applications-company-stale = The Business Information System (YTJ) does not answer right now. This data was fetched on { $at }. You can go on; the data is checked when the application is processed.
applications-company-unknown = Your business ID is not in the Business Information System (YTJ). Check that the data of your business is up to date there.
applications-company-down = The Business Information System (YTJ) does not answer right now. You can go on; the data is checked when the application is processed.
applications-point-confirmed = Confirmed by the intermediary: { $point }
applications-point-settled = Agreed with the officer: { $point }
applications-fault-missing-of-question = Fill in this item: { $label }
applications-supplement-sent = The supplement was sent on { $at }. The officer goes on handling the case.
applications-sign-of-case = { $language ->
    [sv] The documents are in Swedish, the language you chose for the case.
   *[fi] The documents are in Finnish, the language you chose for the case.
}
applications-sign-change-language = Change the language of the case
applications-units-stale = The SOTE organisation register does not answer right now. These service units were fetched on { $at }. You can go on; the data is checked when the application is handled.
applications-when-or = { $one } or { $other }
applications-when-and = { $one } and { $other }
applications-when-not = Answer unless you chose: { $choice }
applications-fault-unit-not-in-use = Only a unit where the service is in use can receive renewal requests. Untick the other units.
