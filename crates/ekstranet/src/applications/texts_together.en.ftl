### Working together on a draft

applications-present = { $name } has been filling in this part since { $time }.
applications-present-here = { $name } opened this part at { $time }. You can go on: if you save at the same time, nobody's answers are lost.
applications-history-title = History of changes
applications-history-lead = Here you see who has changed what. The latest change comes first.
applications-history-empty = Nothing has been saved in the application yet.
applications-history-before = Before
applications-history-after = After the change
applications-history-notes = Notes to the next helper
applications-history-newer = Newer changes
applications-history-older = Older changes
applications-note-title = Note to the next helper
applications-note-label = Note
applications-note-hint = Tell, for example, what is not finished. Everybody who fills in the application sees the note. An empty note removes the last one. Do not write personal identity codes here.
applications-note-button = Leave the note
applications-note-from = { $name } left a note on { $at }
applications-restart-link = Start the application again
applications-restart-title = Do you want to start again?
applications-restart-text = The present draft is put aside and you get a new, empty draft. The old draft is no longer filled in, but it can be read in the list of applications, and its answers can be taken over into the new draft, one part at a time.
applications-restart-button = Start again
applications-restart-stay = Go on with the present draft
applications-aside-title = Draft put aside: { $service }
applications-aside-lead = The draft was put aside on { $at }, when the application was started again.
applications-aside-text = The draft can no longer be changed or submitted. You can take over its answers into the new application when you open the same part there.
applications-aside-button = Go to the new application
applications-line-aside = Draft that was put aside on { $at }.
applications-event-put-aside = The draft was put aside
applications-removed-on = Nobody has worked on this draft for a long time. It will be removed on { $date } unless something is saved in it.

### Answers given before

applications-earlier-offer = Your organisation has answered these questions before. You can look at the answers and take them over:
applications-earlier-from = { $name }, saved on { $at }
applications-earlier-title = Take over earlier answers
applications-earlier-text = The answers are copied into this part. Check them after that and save the part. Dates and confirmations are not copied.
applications-earlier-same = The earlier answers are the same as now.
applications-earlier-now = Now in this part
applications-earlier-then = Earlier answer
applications-earlier-button = Take these answers
applications-earlier-stay = Do not take them

### The form before anybody applies

applications-forms-title = Read the application forms
applications-forms-link = Read the forms in advance
applications-forms-lead = You can read and print the questions of each form before you begin an application. The application itself is filled in here, in the service.
applications-blank-lead = This page has every question. Not all of them concern every applicant. You can print the page and collect the information in advance.

applications-blank-kind = Applicant
applications-blank-show = Show the form of this applicant
applications-kind-private = Company, cooperative or association
applications-kind-sole-trader = Sole trader
applications-kind-self-employed = Self-employed professional
applications-kind-foundation = Foundation
applications-kind-public = Wellbeing services county or other public organisation
applications-kind-hospital-pharmacy = Public organisation with a hospital pharmacy
applications-kind-pharmacist = Pharmacist
applications-kind-university-pharmacy = University pharmacy

### Suggested values

applications-suggested = The officer suggests: { $value }
applications-suggested-now = Your answer now
applications-suggested-value = The officer's suggestion
applications-suggested-accept = Accept the suggestion
applications-suggested-edit = Answer yourself
applications-suggested-taken = The suggestion has been accepted.

### Messages of a case

applications-messages-title = Messages
applications-messages-open = Read and write messages
applications-messages-new = { $count ->
    [one] One new message
   *[other] { $count } new messages
}
applications-messages-lead = Case { $number }. Here you can write to the officer who handles the case and read the answers.
applications-messages-lead-closed = Case { $number }. The case is closed. Questions? Contact customer support.
applications-messages-empty = There are no messages in the case yet.
applications-messages-closed = The case has been closed, so no new messages can be written.
applications-messages-closed-granted = The deployment of the service is over, so no new messages can be written.
applications-message-label = Message to the officer
applications-message-hint = At most 2,000 characters. Do not write personal identity codes here.
applications-message-button = Send the message
applications-message-unread = Not read yet
applications-message-read = Read on { $at } ({ $name })

### Answers that came too late

applications-closed-part = Part: { $step }.
applications-closed-sent = The application was sent before you saved
applications-closed-sent-text = The application has been sent, so these answers of yours were not saved. Copy what you need from this page. If something that was sent must be corrected, tell the officer.
applications-closed-answered = The supplement was sent before you saved
applications-closed-answered-text = The request for a supplement has been answered, so these answers of yours were not saved. Copy what you need from this page. If something that was sent must be corrected, tell the officer.
applications-closed-recalled = The request for a supplement was taken back before you saved
applications-closed-recalled-text = The officer has taken back the request for a supplement, so these answers of yours were not saved. The application is handled as it was sent. Copy what you need from this page.
applications-closed-ended = The application can no longer be changed
applications-closed-ended-text = The state of the application changed before you saved, so these answers of yours were not saved. Copy what you need from this page.
applications-closed-gone = The draft was taken over or removed before you saved
applications-closed-gone-text = The draft is no longer there, so these answers of yours were not saved. Copy what you need from this page.
applications-closed-discarded = The draft was removed before you saved
applications-closed-discarded-text = The draft has been removed, so these answers of yours were not saved. Copy what you need from this page.
applications-closed-unsaved = Your version was not saved.
applications-closed-theirs = The version that stays
