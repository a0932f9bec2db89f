### The page of contact persons

applications-contacts-title = Contact persons
applications-contacts-lead = E-mails about your applications and the services in use are sent to the administrative contacts. The other contact persons are contacted according to their roles when needed. Keep the data up to date. A change takes effect at once and needs no application.
applications-contacts-none = Contact persons are first given in an application. They are shown here when the application has been approved.
applications-contacts-roles = Roles
applications-contacts-nobody = No contact person.
applications-contacts-change = Change the contact persons
applications-contacts-save = Save contact persons
applications-contacts-history = Changes
applications-contacts-saved = { $name } saved the contact persons on { $at }.
applications-contacts-granted = The contact persons given in the application took effect on { $at }.
applications-contacts-link = Keep the contact persons up to date
applications-roles-needed = Somebody is needed for each of these roles: { $roles }.
