applications-billing-title = Faktureringsuppgifter
applications-billing-back = Fakturering
applications-billing-lead = Fakturorna skickas med dessa uppgifter. En ändring gäller genast, men en faktura som redan har gjorts skickas fortfarande med de gamla uppgifterna.
applications-billing-save = Spara faktureringsuppgifterna
applications-billing-history = Ändringar
applications-billing-saved = { $name } ändrade faktureringsuppgifterna { $moment }.
applications-billing-who-may = Er rätt räcker inte till för att ändra faktureringsuppgifterna. De kan ändras av den som har någon av dessa ställningar i ett register: { $positions }. I en offentlig organisation, en stiftelse och en annan organisation där man uträttar ärenden endast med fullmakt avtalas ändringen med kundsupporten: { $support }.
applications-billing-other-address = E-fakturaadressen innehåller en annan organisations FO-nummer. Är adressen rätt? Om den är det, till exempel när en bokföringsbyrå tar emot fakturorna, spara uppgifterna en gång till. Ingenting har ändrats ännu.
