### What stands in the way of an application, whatever its answers are

applications-check-not-yet = The answers are ready, but the application cannot be sent yet. The draft is kept.
applications-finding-too-early = By Fimea’s pharmacy register the takeover date is now { $takeover }. The application can be made at the earliest 30 days before it, on { $opens }.
applications-finding-no-takeover = Fimea’s pharmacy register has no takeover date for the applicant. Fimea adds the date.
applications-finding-requires = The applicant does not have in production use the service that this application requires: { $service }.
applications-finding-requires-any = The applicant has none of the services in production use of which this application requires one: { $services }.
