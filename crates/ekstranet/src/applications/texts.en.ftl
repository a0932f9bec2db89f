### Lists and the task list

applications-list-title = Applications
applications-list-lead = These are the applications of your organisation. Anybody who has the right to do so can continue the same application.
applications-list-empty = Your organisation has no applications yet. You can begin the first one on this page.
applications-start-title = Take a service into use
applications-start-text = You can stop and continue the application later. It can be sent only when all data has been given and the documents have been signed.
applications-formerly = formerly { $name }
applications-begin = Begin the application
applications-continue = Continue the application
applications-to-deployment = Go to the deployment
applications-no-right = An application can be begun by a person with the mandate for deployment or a registered position.
applications-by-support = To apply for this service, contact customer support: { $email } or { $phone }.
applications-not-here = Your organisation cannot apply for this service here: { $service }. If you think that it should, contact customer support: { $email } or { $phone }.
applications-line-draft = Draft. Last changed on { $at }.
applications-line-submitted = Case { $number }. Sent on { $at }.
applications-line-supplement = Case { $number }. Supplement it by { $date }.
applications-line-ended = Case { $number }. { $what }.
applications-title = Application: { $service }
applications-tasks-lead = { $done ->
    [0] The application has { $total } parts. None of them is done yet. You can fill them in in any order.
    [one] The application has { $total } parts, of which one is done. You can fill them in in any order.
   *[other] The application has { $total } parts, of which { $done } are done. You can fill them in in any order.
}
applications-tasks-ready = All parts are done. Check your answers and go on to signing.
applications-begun = { $name } began the application on { $at }.
applications-tag-done = Done
applications-tag-wrong = To correct
applications-tag-waits = Waiting for you
applications-tag-untouched = Not started
applications-saved-by = { $name } saved this on { $at }.
applications-group-check = Check and signature
applications-check-title = Check your answers
applications-check-row = Signing opens when all parts are done.
applications-next-title = What happens next
applications-next-text = When the parts are done, the documents are signed and the application is sent. You then receive a case number. The commitment is signed the first time only.
applications-about-title = About this application
applications-print-link = The whole form on one page
applications-print-title = The whole form: { $service }
applications-print-lead = This page has all the questions and the answers given so far. You can print it and collect the data beforehand.

### Steps

applications-save = Save and continue
applications-back-to-case = Back to the application
applications-billing-closed = Your right does not cover changing the billing data. This part can be filled in by whoever holds one of these registered positions: { $positions }. Ask them to sign in and fill in the part. You can fill in the other parts yourself. In a public organisation, a foundation and another organisation for which one acts by mandate only, agree with customer support how the part is filled in: { $support }.
applications-back-to-tasks = Back to the parts
applications-choose = Choose
applications-when = Answer if you chose: { $choice }
applications-person = Contact person { $number }
applications-person-name = Name
applications-person-email = E-mail
applications-person-phone = Telephone
applications-person-roles = Roles
applications-person-add = Add a person
applications-person-remove = Remove contact person { $number }
applications-no-units = The register has no valid service units. Update the data in the SOTE organisation register first.
applications-unit-from = valid from { $day }
applications-unit-until = valid until { $day }
applications-unit-gone = The unit is no longer valid in the register.
applications-no-systems = There are no systems on the list that are certified for this service.
applications-no-access-points = There are no access points on the list.
applications-system-until = { $supplier }, class { $class }, certificate valid until { $date }
applications-system-expired = The system cannot be chosen, because its certificate expired on { $date }.
applications-access-point-until = { $owner }, identifier { $oid }, server certificate valid until { $date }
applications-access-point-expired = The access point cannot be chosen, because its server certificate expired on { $date }.
applications-fact-name = Name
applications-fact-business-id = Business ID
applications-fact-oid = OID
applications-fact-address = Address
applications-fact-units = Valid service units
applications-fact-units-later = { $count }, and { $later } that begin later
applications-register-fresh = The data was fetched from the SOTE organisation register on { $at }.
applications-register-stale = The SOTE organisation register does not answer right now. This data was fetched on { $at }. You can go on; the data is checked when the application is processed.
applications-register-ended = The registration of your organisation in the SOTE organisation register ended on { $day }. Renew it before you send the application.
applications-register-unknown = Your organisation is not in the SOTE organisation register. Register it before you send the application.
applications-register-down = The SOTE organisation register does not answer right now. What you have saved is kept. Try again in a moment.
applications-confirmed = Confirmed
applications-receipt-pharmacies = Confirmed pharmacies
applications-no-answer = No answer

### Faults at fields

applications-fault-missing = { $label }: fill this in.
applications-fault-confirm = Confirm this: { $label }.
applications-fault-choice = { $label }: choose one.
applications-fault-choice-of-question = Choose one: { $label }
applications-fault-long = { $label }: shorten the text. It may have at most { $limit } characters.
applications-fault-email = Write the e-mail address in the form name@example.fi.
applications-fault-phone = Write the telephone number in digits, for example +358 40 123 4567.
applications-fault-date = Write the date in the form 31.12.2026 (day.month.year).
applications-fault-date-past = The date has passed. Choose today or a later date.
applications-fault-date-far = The date is more than a year ahead. Choose an earlier one.
applications-fault-unit-missing = Choose at least one service unit.
applications-fault-unit-unknown = One of the chosen units is not valid in the register. Untick it.
applications-fault-unit-not-then = The registration of these chosen units is not valid on the planned deployment date, { $day }: { $units }. Untick them or change the date.
applications-fault-unit-not-chosen = Only a unit that you chose above to use the service can receive renewal requests.
applications-fault-system-unknown = Choose a system on the list.
applications-fault-system-expired = The certificate of the system has expired. Choose another system.
applications-fault-access-point-unknown = Choose an access point on the list.
applications-fault-access-point-expired = The server certificate of the access point has expired. Choose another access point.
applications-fault-access-point-not-then = The access point is not in use on the planned deployment date. Choose another access point or change the date.
applications-fault-person-missing = Add at least one contact person.
applications-fault-people-many = There can be at most { $most } contact persons. Remove the extra ones.
applications-fault-person-role = Choose at least one role for the person.
applications-fault-role-missing = Choose this role for somebody: { $role }.
applications-fault-business-id = Write the business ID in the form 1234567-1. Check that the digits are right.
applications-fault-own-business-id = This is the business ID of your own organisation. Write the business ID of the other party.
applications-fault-e-invoice = Check the e-invoice address and its check digit. The address begins with 0037 and continues with the business ID without the hyphen, or it is an IBAN account number.
applications-fault-operator = Choose an e-invoice operator on the list.
applications-fault-post-code = Write the postcode with five digits.
applications-fault-identity-code = This field had a personal identity code in it, which we did not save. Do not write personal identity codes here.
applications-fault-accept = Accept the documents if you want to sign them.
applications-fault-changed = The answers or the documents changed after you opened the page. Read them again before you sign.

### A colleague saved first

applications-conflict-title = Somebody else saved the same part before you
applications-conflict-title-own = You saved the same part in another window
applications-conflict-lead = Part: { $step }. Nothing has been replaced or removed. Choose which version stays in force.
applications-conflict-theirs = The version saved by the other person
applications-conflict-theirs-own = The version saved in the other window
applications-conflict-mine = Your version
applications-conflict-unsaved = This has not been saved yet.
applications-conflict-question = Question
applications-conflict-keep-theirs = Keep the other person's version
applications-conflict-keep-own = Keep the version of the other window
applications-conflict-save-mine = Save my version

### Check and signature

applications-check-complete = All data has been given. Check once more that it is right.
applications-check-incomplete = The application cannot be sent yet. First correct the points listed above.
applications-check-unverified-pharmacy = Fimea's pharmacy register does not answer right now. You can still go on; the officer sees that the data could not be checked.
applications-check-unverified = The SOTE organisation register does not answer right now. You can still go on; the officer sees that the data could not be checked.
applications-change = Change
applications-to-signing = Go to signing
applications-no-right-to-sign = The application is signed and sent by a person who has the right to sign for the organisation.
applications-sign-title = Sign and send
applications-sign-lead = Read the documents. By signing you commit to them on behalf of { $organisation }, and the application is sent.
applications-sign-signatory = Signatory
applications-sign-right = Position or mandate
applications-sign-version = Version
applications-sign-language = Language of the document
applications-sign-hash = Fingerprint of the text (SHA-256), which identifies it
applications-sign-read = Read: { $title }
applications-sign-translation = Unofficial translation into English
applications-in-finnish = Finnish
applications-in-swedish = Swedish
applications-sign-accept = I have read the documents and accept them on behalf of the organisation
applications-sign-again = Your right to sign is checked once more in Suomi.fi e-Authorizations. The application is sent when you come back from there.
applications-sign-button = Sign and send the application
applications-sign-back = Back to the check

### After submission

applications-receipt-title = The application has been sent
applications-receipt-link = Receipt
applications-receipt-lead = Thank you. Your case number is { $number }. Mention it if you contact us.
applications-fact-case-number = Case number
applications-fact-service = Service
applications-fact-submitted = Sent
applications-fact-submitted-by = Sender
applications-receipt-next-officer = An officer checks the application. If something is missing, we ask you to supplement it.
applications-receipt-next-mail = The administrative contact receives an e-mail when the case moves forward.
applications-receipt-next-setup = After the approval you see here what is still needed for the deployment.
applications-receipt-follow = Follow the application
applications-to-agreements = See what was signed
applications-case-lead = Case { $number }, sent on { $at }.
applications-state-draft = Waiting for you
applications-state-submitted = Waiting for review
applications-state-in-review = Waiting for a decision
applications-state-supplement-requested = Waiting for you
applications-state-approved = Done
applications-state-aside = Put aside
applications-state-rejected = Rejected
applications-state-withdrawn = Withdrawn
applications-state-lapsed = Lapsed
applications-events-title = What has happened
applications-event-submitted = The application was sent
applications-event-taken = Processing began
applications-event-supplement-requested = A supplement was requested
applications-event-supplement-answered = The supplement was sent
applications-event-deadline-moved = The deadline of the supplement changed
applications-event-supplement-recalled = The supplement request was taken back
applications-supplement-recalled-at = The request was taken back on { $when }. You do not have to answer it.
applications-event-approved = The application was approved
applications-event-rejected = The application was rejected
applications-event-withdrawn = The application was withdrawn
applications-event-lapsed = The application lapsed, because no supplement was received
applications-decision-approved = The application has been approved
applications-decision-rejected = The application has been rejected
applications-supplement-title = Supplement the application by { $date }
applications-supplement-unchanged = You have changed none of the items asked for. Correct the item, or tell in the message why you do not change it.
applications-supplement-step = The officer has asked for a supplement. You can change only the points asked for. Send the supplement on the page of the application when all points are done.
applications-supplement-asked = What the officer asks for
applications-supplement-message = Message to the officer
applications-supplement-message-hint = You can say what you changed. At most 2,000 characters.
applications-supplement-prove = We check your right in Suomi.fi e-Authorizations before the supplement is sent. Until then your message stays on this page.
applications-supplement-button = Send the supplement
applications-supplement-answered = Supplement request of { $at }
applications-supplement-answered-at = Answered on { $at }
applications-withdraw-link = Withdraw the application
applications-withdraw-title = Withdraw the application?
applications-withdraw-text = Processing ends, and the signed documents do not come into force. This cannot be undone, but you can make a new application. We check your right in Suomi.fi e-Authorizations before the application is withdrawn.
applications-withdraw-button = Withdraw the application
applications-withdraw-stay = Let the processing go on
applications-discard-link = Discard the draft
applications-discard-title = Discard the draft?
applications-discard-text = The draft and all its answers are removed, also for others who have filled it in. This cannot be undone.
applications-discard-button = Discard the draft
applications-discard-stay = Keep the draft

### What the registers say beside an answer, for officers

applications-finding-register = SOTE organisation register: { $name }, OID { $oid }, fetched on { $at }.
applications-finding-register-stale = The SOTE organisation register does not answer. The latest data was fetched on { $at }.
applications-finding-register-ended = The registration in the SOTE organisation register ended on { $day } ({ $name }).
applications-finding-register-unknown = The organisation is not in the SOTE organisation register.
applications-finding-pharmacy = Fimea's pharmacy register: { $name } ({ $oid }), takeover date { $date }.
applications-finding-branch = Fimea's pharmacy register: branch pharmacy { $name } ({ $oid }).
applications-finding-hospital-pharmacy = Fimea's pharmacy register: hospital pharmacy { $name } ({ $oid }).
applications-finding-no-pharmacy = Fimea's pharmacy register has no pharmacy with this business ID.
applications-finding-pharmacies-down = Fimea's pharmacy register does not answer, so the data could not be checked now.
applications-finding-register-down = The SOTE organisation register does not answer, so this could not be checked now.
applications-finding-unverified = The data could not be checked in the register when the application was sent.
applications-finding-verified = Checked when the application was sent. The register data had been fetched on { $at }.
applications-finding-name-changed = When the application was sent, the name was { $name }.
applications-finding-company = Business Information System (YTJ): { $name }, in force.
applications-finding-names = The registered names in the Business Information System (YTJ): { $name } and { $other }.
applications-finding-no-names = The Business Information System (YTJ) does not answer or no longer has the other name, so the names could not be checked now.
applications-finding-company-ended = According to the Business Information System (YTJ), the organisation is no longer registered.
applications-finding-company-kind = Business Information System (YTJ): { $name }. The legal form differs from the one by which the questions were chosen. Check whether answers are missing.
applications-finding-company-unknown = The business ID is not in the Business Information System (YTJ).
applications-finding-company-down = The Business Information System (YTJ) does not answer, so the legal form could not be checked.
applications-finding-units = { $count ->
    [one] The unit is valid in the register.
   *[other] All { $count } units are valid in the register.
}
applications-finding-units-unverified = The validity of the units could not be checked in full.
applications-finding-system = Class { $class }, supplier { $supplier }, certificate valid until { $date }.
applications-finding-access-point = Managed by { $owner }, server certificate valid until { $date }.
applications-finding-access-point-closes = The access point closes before the planned deployment date.
applications-finding-e-invoice-other = The business ID in the e-invoice address belongs to another organisation.
applications-requires = You can apply for { $service } only when { $missing } is in production use.
applications-needs = { $count ->
    [one] You can apply for this when { $names } is in production use.
   *[other] You can apply for this when one of these is in production use: { $names }.
}
applications-fault-date-after-other = The deployment test must be held on the planned deployment date at the latest.
applications-vendor-knows = The intermediary chooses the access point: { $name }
applications-vendor-chooses = The intermediary chooses the access point and gets your request when you save.
applications-unverified-known = When the application was sent, the register did not answer. What it had told on { $at } was used.
applications-verified-same = Verified after sending, { $at }: the register agrees with the application.
applications-verified-differs = Verified after sending, { $at }: the register differs from the application.
applications-verified-unknown = Verified after sending, { $at }: the register does not know the organisation.
applications-event-verified-later = The data was checked in a register that did not answer when the application was sent
applications-fault-date-before-takeover = The day is before the takeover date in Fimea's pharmacy register. Choose the takeover date or a later day.
applications-takeover-hint = The takeover date is { $date }. Choose it or a later day.
applications-too-early = The takeover date is { $takeover }. The application can be made at the earliest 30 days before it, on { $opens }, preferably about three weeks before the takeover.
applications-no-takeover = Fimea's pharmacy register has no takeover date, so the application cannot be made yet. Fimea adds the date; contact them.
applications-pharmacies-down = Fimea's pharmacy register is not answering right now. You can go on; the information is checked again before the application is sent.
applications-pharmacies-stale = Fimea's pharmacy register is not answering right now. The information was fetched on { $time }.
applications-pharmacies-fresh = Fetched from Fimea's pharmacy register on { $time }.
applications-pharmacy-branch = Branch pharmacy
applications-pharmacy-main = Main pharmacy
applications-pharmacy-takeover = Takeover date
applications-prepared-title = Applications that you have prepared
applications-prepared-lead = You can prepare an application although you do not yet have the right to act. Only you see the draft until somebody in the organisation has the right.
applications-prepared-none = You have prepared no applications.
applications-prepared-choose = Choose an organisation
applications-prepared-taken = Taken over by the organisation
applications-prepared-removed = Out of date and removed
applications-prepared-discarded = Discarded
applications-prepared-take-up = You have the right now. Take the draft over for the organisation.
applications-prepared-changed = Last changed { $at }.
applications-prepared-kept = The draft will be removed on { $date } unless it is taken over or changed before that.
applications-prepared-too-many = You have as many prepared drafts as one may have. Discard a draft that you do not need.
applications-prepared-ready = All parts are done. The application waits until somebody gets the right to act for the organisation.
applications-prepared-soon = The draft will soon be removed. Save one of its parts if you want to keep it.
applications-prepared-closed = Signing and submitting open when somebody has the right.
applications-prepared-who-title = Whose application this is
applications-prepared-who = For now only you see the draft. When somebody in the organisation gets the right to act, the draft is the organisation's: they see that you prepared it, and take it over or discard it.
applications-prepared-why = Who can give the right
applications-prepared-discard-text = The draft and all its answers will be removed. This cannot be undone.
applications-offered-title = Prepared application: { $service }
applications-offered-by = { $name } prepared the application before having the right to act for the organisation. Last changed { $at }.
applications-offered-aside = The organisation's own draft, begun by { $name } and replaced by another { $at }.
applications-offered-list = Prepared applications
applications-offered-list-text = Somebody in your organisation has prepared these. Look at the answers and take the application over or discard it.
applications-offered-beside = You also have an application of your own for the same service.
applications-offered-own = Your organisation already has a draft of its own for the same service. If you take this one over, the two change places: your own stays among the prepared ones, and nothing is lost.
applications-offered-compared = Parts that are done: { $here } in this draft, { $own } in your own draft.
applications-offered-accept = We want the drafts to change places. Our own draft moves to the prepared ones, and the note to the next helper is removed.
applications-offered-confirm = Select first that you want the drafts to change places.
applications-offered-own-link = Open your own draft
applications-offered-take = Take the application over
applications-offered-exchange = Use this instead of our own
applications-offered-without-billing = Your right does not cover changing the billing data, so it is not taken over from this draft. The billing data of your own application stays as it is.
applications-offered-discard-text = The draft made by { $name } and all its answers will be removed. This cannot be undone.
applications-offered-waits = Your organisation has already submitted an application for this service. You can take the draft over when that one has been decided.
applications-offered-other-form = Your own draft was made with another version of the form, so the drafts cannot change places. First discard the one that you do not need.
applications-submit-title = Who can submit
applications-submit-you = You can sign and submit the application yourself when all parts are done.
applications-submit-others = The application can be signed and submitted by whoever has the mandate for deployment or one of these registered positions: { $positions }. You can see what is missing.
applications-submit-missing = Still missing
applications-offered-stays = The draft stays, and you can take it over later.
