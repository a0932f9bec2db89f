pharmacies-desk-plan-lead = The days are counted from the takeover date. Each side marks its own lines as done. The contact details of the sides and the names of those who marked a line are not shown here.
pharmacies-desk-plan-awaits = Waiting for the takeover
pharmacies-desk-plan-open = In use
pharmacies-desk-plan-closed = Not in use
pharmacies-desk-plan-lost = According to Fimea’s pharmacy register ({ $date }), another pharmacist than the one in this plan takes the pharmacy over. No reminders are sent about the plan.
