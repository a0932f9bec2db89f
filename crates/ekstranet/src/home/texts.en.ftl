home-title = Home
home-lead-services = { $count ->
    [0] No Kanta Service is in use yet.
    [one] One Kanta Service is in use.
   *[other] { $count } Kanta Services are in use.
}
home-lead-ended = No Kanta Services are in use any more.
home-customership-ends = Your customership ends on { $date }.
home-customership-ended = Your customership ended on { $date }.
home-ending = The service has been terminated. Its use ends on { $date }.
home-stopped = The service was terminated before deployment and ends on { $date }.
home-lead-todo = { $count ->
    [0] Nothing is waiting for you.
    [one] One matter is waiting for you.
   *[other] { $count } matters are waiting for you.
}
home-do-now = Do this now
home-do-begin = Begin the first application
home-do-about-begin = Choose the service that you want to take into use. You can stop and continue the application later.
home-do-continue = Continue the application
home-do-about-draft = { $service }. The application is unfinished.
home-do-about-draft-ends = { $service }. The application is not finished. The draft will be removed on { $date } unless something is saved in it.
home-do-read-message = Read a new message
home-do-about-message = { $service }. Case { $number }.
home-do-supplement = Answer the supplement request
home-do-about-supplement = { $service }. The deadline is { $deadline }.
home-do-set-up = Finish the deployment
home-do-about-set-up = { $service }. { $count ->
    [0] Confirm that production use begins.
    [one] One item is not done.
   *[other] { $count } items are not done.
}
home-services = Kanta Services
home-formerly = Formerly { $name }.
home-state-in-use = In use
home-do-sign = Sign and send the application
home-do-about-whole = { $service }. All parts are done.
home-half-signed = { $name } has signed. The application waits for a second signature.
home-do-about-half-signed = { $service }. { $name } has signed, and the application waits for a second signature.
home-whole = All parts are done. The application waits for the signature.
home-state-waiting-for-day = Waiting for the first day
home-begins = Production use begins on { $date }. You need do nothing more.
home-gives-up = You give up the pharmacy licence. Use ends on { $date }.
home-state-waiting-for-you = Waiting for you
home-state-waiting-for-review = Waiting for review
home-state-not-in-use = Not in use
home-in-use-since = In production use since { $date }.
home-set-up = { $count ->
    [0] The application has been approved. Confirm that production use begins.
    [one] The application has been approved. One item of the deployment is not done.
   *[other] The application has been approved. { $count } items of the deployment are not done.
}
home-draft = The application is unfinished.
home-supplement = A supplement to application { $number } has been requested.
home-submitted = Application { $number } was sent on { $date }.
home-ended = Use ended on { $date }. The details can still be read.
home-not-in-use = You can begin an application on the Applications page.
home-not-in-use-by-support = Apply for this service through customer support.
home-pharmacies = Pharmacies and handovers
home-register = The organisation in the register
home-register-name = Name
home-register-business-id = Business ID
home-register-oid = OID of the operational unit
home-register-address = Visiting address
home-register-units = Service units
home-register-more-units = { $count ->
    [one] and one more service unit
   *[other] and { $count } more service units
}
home-register-fetched = Fetched from the SOTE organisation register on { $time }.
home-register-stale = The register does not answer right now. The data was fetched on { $time }.
home-register-pharmacy = The pharmacy's details come from Fimea's pharmacy register.
home-register-missing = No data could be fetched from the SOTE organisation register, because the register does not answer right now. You can still go on; the data is checked again before the application is sent.
home-register-unknown = Your organisation is not in the SOTE organisation register. The Finnish Supervisory Agency adds private providers to the register: apply for registration in Soteri. Public organisations give their data to the code service themselves. You can fill in the application meanwhile; the data is checked again before the application is sent.
home-register-wrong = Is the data wrong?
home-register-wrong-text = The data cannot be changed here; it comes from the National Code Service. Private service providers correct their data in the Soteri register, public organisations do it themselves in the Code Service, and pharmacists at Fimea. The correction usually shows here the next day.
home-next-officer = Next, an officer checks and decides the case. You need not do anything.
home-do-prepared = Look at the prepared application
home-do-about-prepared = { $service }. Prepared by { $name }. Take the application over or discard it.
home-mandate-until = Your mandate is valid until { $day }.
home-mandate-end-unknown = The last day of your mandate has not been entered.
home-do-mandate = Ask for a new mandate
home-do-about-mandate = Your mandate ends on { $day }.
home-do-about-mandate-last = Your mandate ends on { $day }. Nobody else has acted for the organisation here, so its matters will be interrupted.
home-do-renew = Renew the server certificate
home-do-about-renew = { $name }. Valid until { $date }.
home-register-practitioner = Your business is in the register of self-employed health care professionals. The register has no service units, so the application does not ask for them.
home-register-office = The organisation is not in the SOTE organisation register and need not be: you act here as the owner of an access point.
home-rejected = Application { $number } was rejected on { $date }.
home-rejected-correction = The decision gives the reasons and says how and by when you can request an administrative review.
home-do-read-decision = Read the decision
home-do-about-decision = { $service }. Application { $number } was rejected on { $date }. Check in the decision by when you can request an administrative review.
home-technical = If you run an access point yourselves, report it here before you apply for a service through it.
home-half-signed-enough = { $name } has signed. One signature is enough now. The application is sent when it is signed once more.
home-do-about-enough = { $service }. { $name } has signed, and one signature is enough now. The application is sent when it is signed once more.
home-do-about-enough-own = { $service }. One signature is enough now. Sign once more, and the application is sent.
home-do-proposal = Answer the proposal that one signature is enough
home-do-about-proposal = { $name } made the proposal on { $date }. Confirm it or keep two signatures.
home-proposal-waits = Your proposal that one signature is enough waits for another person to confirm it.
home-do-reopened = See why the answers were opened again
home-do-about-reopened = { $service }. { $name } opened the answers again on { $date }. The application must be signed again.
home-reopened = { $name } opened the answers again on { $date }. The application must be signed again.
home-reopened-read = Read the reason on the page of the application
