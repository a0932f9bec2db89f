### The page of contact persons

applications-contacts-title = Kontaktpersoner
applications-contacts-lead = E-postmeddelanden om era ansökningar och om tjänster som är i bruk skickas till de administrativa kontaktpersonerna. De övriga kontaktpersonerna kontaktas vid behov enligt sina uppgifter. Håll uppgifterna uppdaterade. En ändring gäller genast och kräver ingen ansökan.
applications-contacts-none = Kontaktpersonerna anges först i en ansökan. De visas här när ansökan har godkänts.
applications-contacts-roles = Uppgifter
applications-contacts-nobody = Ingen kontaktperson.
applications-contacts-change = Ändra kontaktpersonerna
applications-contacts-save = Spara kontaktpersonerna
applications-contacts-history = Ändringar
applications-contacts-saved = { $name } sparade kontaktpersonerna { $at }.
applications-contacts-granted = Kontaktpersonerna i ansökan började gälla { $at }.
applications-contacts-link = Håll kontaktpersonerna uppdaterade
applications-roles-needed = Någon behövs för var och en av de här uppgifterna: { $roles }.
