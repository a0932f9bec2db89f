### What stands in the way of an application, whatever its answers are

applications-check-not-yet = The answers are ready, but the application cannot be sent yet. The draft is kept.
applications-finding-too-early = By Fimea's pharmacy register the takeover date is now { $takeover }. The application can be made at the earliest 30 days before it, on { $opens }.
applications-finding-no-takeover = Fimea's pharmacy register has no takeover date for the applicant. Fimea adds the date.
applications-finding-requires = The applicant does not have the service that this application requires in production use: { $service }.
applications-finding-requires-any = This application requires one of these services to be in production use, but the applicant has none of them: { $services }.
applications-sign-again-title = The commitment has to be signed again
applications-sign-again-text = When you signed this application, the commitment had already been signed in another application. That application was not approved, and the commitment lapsed with it. Therefore this application cannot be approved.
applications-sign-again-do = Withdraw this application and make a new one. You can take these answers over into it part by part, and the commitment is signed with it.
applications-one-at-a-time = You can have one undecided application for an extension of use at a time. You can begin the next one when this one has been decided.
applications-one-at-a-time-draft = You can have one undecided application for an extension of use at a time. You can begin the next one when this one has been decided. If you need another extension first, change the answers here, or delete this draft and begin a new one.
applications-one-at-a-time-title = The next extension of use
applications-one-at-a-time-sent = You can begin the next extension of use when this application has been decided. If you need another extension first, withdraw this application, begin a new one and apply for this one after it.
