applications-billing-title = Billing data
applications-billing-back = Billing
applications-billing-lead = Invoices are sent with this data. A change takes effect at once, but an invoice that has been made already still goes out with the old data.
applications-billing-save = Save the billing data
applications-billing-history = Changes
applications-billing-saved = { $name } changed the billing data on { $moment }.
applications-billing-who-may = Your right does not cover changing the billing data. They can be changed by a person with one of these registered positions: { $positions }. In a public organisation, a foundation or another organisation that is represented by mandate only, the change is agreed with customer support: { $support }.
applications-billing-other-address = The e-invoice address has the business ID of another organisation. Is the address right? If it is, for example when an accounting office receives the invoices, save the data once more. Nothing has been changed yet.
