controllers-desk-title = Changes of controller
controllers-desk-lead = First those that wait for an officer, and of these those that take effect first.
controllers-desk-none = No change waits for an officer.
controllers-desk-confirmed = Confirmed, no day of the run yet
controllers-desk-contested = Contested
controllers-desk-overdue = The day of the run has passed, record the result
controllers-desk-asked = Waiting for the confirmation of the new controller
controllers-desk-scheduled = Waiting for the run
controllers-desk-returned = Given back to be corrected
controllers-desk-next = Next: { $list }
controllers-desk-line = { $number }. New controller { $name } from { $date }.
controllers-desk-stale = Things have changed since you opened the page, so nothing was saved. See on this page how things stand now.
controllers-desk-lost = The text that you wrote
controllers-desk-answer = Decision
controllers-desk-run = Run
controllers-desk-no-runs = No run that suits the change has been published. Publish one first:
controllers-desk-reason = Reason or message to the parties
controllers-desk-reason-hint = Required when you give back, reject or move the change, and when the new controller has not confirmed it. Only whoever hands over the documents sees why the notification is given back; other reasons are seen by both parties. Do not write personal identity codes.
controllers-desk-schedule = Schedule the change to the run
controllers-desk-move = Move to another run
controllers-desk-carry-out = Record as made
controllers-desk-return = Give back to be corrected
controllers-desk-reject = Reject the change
controllers-findings-title = Please note
controllers-finding-overdue = The day of the run, { $date }, has passed. Record the change as made, or move it to another run.
controllers-finding-gone = Whoever hands over the documents no longer has these in production: { $services }.
controllers-finding-receiver-in-use = The new controller has the services in production.
controllers-finding-receiver-lacks = The new controller does not have these in production: { $services }. It must take the service into use before the run.
controllers-finding-no-address = The e-mail address of the new controller is not known, so it has not received an e-mail. Contact the organisation.
controllers-finding-unverified = The new controller could not be checked in the register when the notification was sent. The register is asked again automatically.
controllers-finding-verified = The register answered on { $time }: the new controller is { $name }.
controllers-finding-verified-ended = The register answered on { $time }: the new controller { $name } no longer exists.
controllers-finding-verified-unknown = The register answered on { $time }: the new controller is not in the registers.
controllers-problem-desk-answer = Choose what to do with the change.
controllers-problem-desk-run = Choose a run.
controllers-problem-desk-no-run = No run suits the change. Publish one before you schedule the change.
controllers-problem-desk-reason = Write the reason.
controllers-problem-desk-unconfirmed = The new controller has not confirmed the change. Write why it is scheduled all the same.
controllers-runs-title = Run days
controllers-runs-lead = Days on which changes of controller are made in the Kanta Services. Customers choose among them until the last day for notifications has passed.
controllers-runs-coming = Upcoming runs
controllers-runs-no-coming = No run has been published.
controllers-runs-past = Past runs
controllers-runs-line = Notifications until { $until }. { $services }. { $count ->
    [0] No changes.
    [one] One change.
   *[other] { $count } changes.
} Added by { $name }.
controllers-runs-cancel = Cancel the run
controllers-runs-hanging = { $count ->
    [one] The run on { $date } cannot be cancelled, because one change waits for it. Move the change to another run first.
   *[other] The run on { $date } cannot be cancelled, because { $count } changes wait for it. Move the changes to another run first.
}
controllers-runs-stale = Somebody else has already changed the run on { $date }. See on this page how things stand.
controllers-runs-add-title = New run
controllers-runs-day = Day of the run
controllers-runs-day-hint = In the form 4.12.2026
controllers-runs-closes-on = Last day for notifications
controllers-runs-closes-on-hint = The day before the run at the latest. A notification can be sent and withdrawn until the end of this day.
controllers-runs-services = Services
controllers-runs-note = Note
controllers-runs-note-hint = Only officers see the note. At most 500 characters.
controllers-runs-add = Publish the run
controllers-problem-run-day-missing = Give the day.
controllers-problem-run-past = The day has passed. Choose today or a later day.
controllers-problem-run-too-far = The day is more than three years ahead. Check the day.
controllers-problem-closes-after = The last day for notifications must come before the day of the run.
controllers-problem-run-services = Choose at least one service.
controllers-problem-run-twice = There is already a run for one of these services on this day. Choose another day or other services.
controllers-desk-sure = Reject change { $number }?
controllers-desk-sure-text = Rejecting is final: the controller does not change, and the services can be notified anew. Both parties are told of the rejection by e-mail, and both see the reason.
controllers-desk-sure-back = Go back without rejecting
controllers-runs-cancelled = Runs cancelled in the last months
controllers-runs-cancelled-line = { $services }. Cancelled by { $name }, { $time }.
controllers-runs-sure = Cancel the run on { $date }?
controllers-runs-sure-text = When the run has been cancelled, customers cannot choose it and no change can be scheduled to it. Another run can be published for the same day later.
controllers-runs-keep = Do not cancel the run
controllers-runs-move-first = The run can be cancelled only when these changes have been scheduled to another run:
