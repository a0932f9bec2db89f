watch-title = Changes in the registers
watch-back = Home
watch-lead = We compare your data with the registers every night. Here you see what has changed. What is wrong is corrected in the register that it comes from.
watch-none = Nothing has changed in the registers.
watch-change-name = The name of the organisation has changed: { $before } is now { $after }.
watch-change-unit = The registration of the service unit { $unit } ends on { $date }.
watch-change-registration = The organisation is no longer in the SOTE organisation register.
watch-change-company = The organisation is no longer in the registers of the Business Information System (YTJ).
watch-change-takeover = The takeover of the pharmacy { $pharmacy } has moved: { $before } is now { $after }.
watch-corrected-by-soteri = If this is wrong, correct it in Soteri (Finnish Supervisory Agency).
watch-corrected-by-thl = If this is wrong, correct it in the Code Service as THL instructs.
watch-corrected-by-fimea = If the day is wrong, contact Fimea.
watch-corrected-by-company-register = If this is wrong, correct it in the Business Information System (YTJ). From there it goes to the other registers.
watch-found = Found { $at }.
watch-seen-by = Marked as seen by { $name }, { $at }.
watch-note-seen = Mark the change as seen
watch-tag-waits = Waiting for you
watch-tag-done = Done
watch-wrong-register = What do I do when a register is wrong?
watch-desk-title = Customers' changes in the registers
watch-desk-lead = Changes that the nightly comparison has found, oldest first. The customer was told by e-mail unless the change says otherwise.
watch-untold = No e-mail went to the customer: no address is known, or the recipient has chosen not to get these messages.
watch-desk-none = There are no changes to deal with.
watch-tag-seen = Seen by the customer
watch-tag-unseen = Waiting for the customer
watch-close = Mark as dealt with: { $name }
watch-next = Next
watch-home-do = Check what has changed in the registers
watch-home-about = { $count ->
    [one] One change is waiting for you.
   *[other] { $count } changes are waiting for you.
    }
watch-case-title = Changes in the registers during the application
watch-follows-name = The case goes on. The name is checked in the register before the decision.
watch-follows-unit = If the unit is part of the application, we ask for a supplement where needed.
watch-follows-registration = The application cannot be approved before the organisation is in the register again.
watch-follows-company = This is cleared up before the decision.
watch-follows-takeover = The application stays open. Production use can begin on the new day at the earliest.
