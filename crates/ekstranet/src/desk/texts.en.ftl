desk-queue-title = Work queue
desk-queue-lead = Open applications, oldest first.
desk-queue-cases = Cases
desk-queue-caption = Cases in the order they arrived
desk-queue-empty = There are no cases with this selection.
desk-queue-next = Next cases
desk-queue-first = Back to the start of the queue
desk-count-many = over 300
desk-column-case = Case number
desk-column-organisation = Organisation
desk-column-service = Service
desk-column-state = State
desk-column-age = Waited
desk-column-deadline = Deadline
desk-column-officer = Officer
desk-days = { $days ->
    [0] less than a day
    [one] 1 day
   *[other] { $days } days
}
desk-late = Late
desk-filter-whose = Officer
desk-filter-all = All
desk-filter-free = No officer yet
desk-filter-mine = My cases
desk-filter-state = State
desk-filter-open = All open
desk-filter-service = Service
desk-filter-any = All services
desk-filter-show = Show cases
desk-state-draft = Draft
desk-state-submitted = Waiting for an officer
desk-state-in-review = Waiting for a decision
desk-state-supplement-requested = Waiting for a supplement
desk-state-approved = Approved
desk-state-rejected = Rejected
desk-state-withdrawn = Withdrawn
desk-state-lapsed = Lapsed
desk-back-to-queue = To the work queue
desk-back-to-case = To case { $case }
desk-case-title = Case { $case }
desk-case-do = Do now
desk-case-take = Take the case
desk-case-release = Release to others
desk-case-ask-supplement = Ask for a supplement
desk-case-approve = Approve the application
desk-case-reject = Reject the application
desk-case-decision = Decision
desk-case-answers = Answers in the application
desk-case-no-answer = No answer
desk-case-no-officer = No officer yet
desk-case-supplements = Supplement requests
desk-case-facts = Basic facts
desk-case-business-id = Business ID
desk-case-submitted = Arrived
desk-case-language = Language of the case
desk-case-commitment = Commitment
desk-case-signed = Signed by { $who }, { $when }
desk-case-signed-texts = Open the signed texts
desk-case-history = History of the case
desk-language-fi = Finnish
desk-language-sv = Swedish
desk-finding-fine = In order
desk-finding-look = Check
desk-finding-wrong = Conflict
desk-history-submitted = The application arrived
desk-history-supplement-requested = A supplement was requested, deadline { $deadline }
desk-history-supplement-answered = The supplement arrived
desk-history-approved = { $officer } approved the application
desk-history-rejected = { $officer } rejected the application
desk-history-mail = E-mail sent: { $what } ({ $recipient })
desk-supplement-title = Ask for a supplement
desk-supplement-lead = Choose the answers that need a supplement and write what you ask for. Write in the language of the case: { $language }.
desk-supplement-tick = Ask for a supplement to this answer
desk-supplement-what = What you ask for
desk-supplement-together = Message and deadline
desk-supplement-message = Message to the applicant
desk-supplement-message-hint = Shown to the applicant before the answers in question. Do not write personal identity codes here.
desk-supplement-deadline = Answer by
desk-supplement-deadline-hint = 1–60 days from today, for example 31.12.2026 (day.month.year). We suggest two weeks.
desk-supplement-send = Send the supplement request
desk-supplement-asked = Requested on { $when }
desk-supplement-answered = { $who } answered on { $when }.
desk-supplement-waited = An answer is expected by { $deadline }.
desk-approve-title = Approve the application
desk-reject-title = Reject the application
desk-decision-text = Text of the decision
desk-decision-notes-hint = You can tell the applicant something besides the approval. The text is shown in the decision. Write in the language of the case: { $language }.
desk-decision-reason-hint = Replace what is in square brackets. The applicant receives the text as it is here. Write in the language of the case: { $language }.
desk-decision-continue = Continue to check
desk-confirm-approve-title = Check before you approve
desk-confirm-reject-title = Check before you reject
desk-confirm-follows = What follows from the decision
desk-confirm-approve-commitment = The documents that the organisation has signed come into force.
desk-confirm-approve-deployment = The deployment of the service opens for the organisation.
desk-confirm-reject-commitment = The signed documents lapse and do not come into force.
desk-confirm-reject-new = The organisation can make a new application.
desk-confirm-mail = The administrative contact of the application is told by e-mail.
desk-confirm-final = The decision cannot be undone in this service.
desk-confirm-approve = Confirm approval
desk-confirm-reject = Confirm rejection
desk-conflict-title = The case has changed
desk-conflict-nothing-changed = Your action was not carried out, and the other person's change was not replaced.
desk-conflict-go-on = Your text is kept below. Check the case and go on if the text still holds.
desk-conflict-typed = What you had written
desk-conflict-typed-hint = Copy the text if you still need it.
desk-conflict-open = Open the case
desk-conflict-approved = { $officer } approved the application first, on { $when }.
desk-conflict-rejected = { $officer } rejected the application first, on { $when }.
desk-conflict-supplement-requested = A supplement has been requested. Officer: { $officer }.
desk-conflict-in-review = The case is in review. Officer: { $officer }.
desk-conflict-submitted = The case has been returned to the queue and has no officer.
desk-conflict-withdrawn = The applicant has withdrawn the application.
desk-conflict-lapsed = The application has lapsed because no supplement came by the deadline.
desk-fault-nothing-asked = Choose at least one answer that needs a supplement
desk-fault-not-said-what = Write what you ask for at the answer you chose
desk-fault-too-long = Shorten the text: 2,000 characters at most
desk-fault-identity-code = Remove the personal identity code. It must not be written here.
desk-fault-not-a-date = Write the deadline in the form 31.12.2026 (day.month.year)
desk-fault-date-outside = Choose a deadline 1–60 days from today
desk-fault-reason-missing = Write the reasons for the decision
desk-fault-gap-left = Replace everything in square brackets with your own text
desk-letter-rejection =
    Decision in case { $case }

    We do not approve your application, which concerns this service: { $service }.

    Reasons
    The decision is based on the following: [Write which circumstances decided the matter and which provisions were applied.]

    Hearing
    { $hearing }

    How to request an administrative review
    If you are not satisfied with the decision, you can request an administrative review within 30 days of being notified of it. Make the request in writing and deliver it by the deadline to the address: [Write the address.] It is decided by the { $operator }. Say which decision you want reviewed, what change you request and on what grounds.

    You can also correct what was lacking and make a new application.
desk-letter-heard = On { $date } you were given an opportunity to supplement the application. [Write how the answer was taken into account.]
desk-letter-not-heard = [Write how the applicant was heard, or why hearing was manifestly unnecessary.]
desk-notices-title = E-mails that have not been sent
desk-notices-none = All e-mails have been sent.
desk-notices-lead = We keep trying to send messages for two days. After that a message waits until you send it again.
desk-notices-given-up = Not sent
desk-notices-waiting = Waiting for another try
desk-notices-tried = The message was made { $planned }. { $tries ->
    [one] It has been tried once.
   *[other] It has been tried { $tries } times.
}
desk-notices-next-try = The next try is on { $when }.
desk-notices-unreachable = The mail server could not be reached.
desk-notices-timeout = The mail server did not answer in time.
desk-notices-address = The address is not an e-mail address.
desk-notices-refused = The mail server did not accept the message (code { $code }).
desk-notices-send-again = Send again
