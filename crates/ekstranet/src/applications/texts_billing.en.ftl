applications-billing-title = Billing data
applications-billing-back = Billing
applications-billing-lead = Invoices are sent with these data. A change counts at once, but an invoice that has been made already still goes out with the old data.
applications-billing-save = Save the billing data
applications-billing-history = Changes
applications-billing-saved = { $name } changed the billing data on { $moment }.
applications-billing-who-may = Your right does not reach to changing billing data. Somebody with one of these positions in a register can change them: { $positions }. In a public organisation, a foundation and another organisation for which one acts by mandate only, the change is agreed with customer support: { $support }.
