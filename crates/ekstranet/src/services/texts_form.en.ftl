services-group-joining = Organisation and joining
services-group-technical = Technical data
services-group-people = Contact persons and billing
services-group-statements = Statements

services-step-organisation = Data of the organisation
services-step-organisation-lead = The data comes from national registers, so you do not type it here. Check that it is up to date.
services-question-organisation-confirmed = The data of the organisation is correct
services-question-organisation-language = In which language do you want to deal with us?
services-question-organisation-language-hint = The commitment, the decision and the e-mails are in this language. You can still read the pages of the service in any language.
services-choice-organisation-language-fi = In Finnish
services-choice-organisation-language-sv = In Swedish

services-step-joining-model = Joining model
services-step-joining-model-lead = Choose whether your organisation joins the Kanta Services by itself or together with another organisation.
services-question-joining-model-model = How does your organisation join?
services-choice-joining-model-model-direct = Direct joining
services-choice-joining-model-model-direct-text = Your organisation joins by itself and is itself responsible for its patient register and the technical maintenance of the register.
services-choice-joining-model-model-main-joiner = Joint joining: we are the main joiner
services-choice-joining-model-model-main-joiner-text = You apply for the service and bring in organisations that work in your premises or chain and use your information system. You are responsible for technical upkeep. You list the joined parties on the page Joined parties, and they confirm the joining themselves.
services-choice-joining-model-model-joined = Another organisation brings us in
services-choice-joining-model-model-joined-text = The main joiner makes the application and adds you. You need no application of your own.

services-step-units = Service units
services-step-units-lead = Choose the service units that will use the service. The list comes from the SOTE organisation register.
services-question-units-units = Which service units will use the service?
services-question-units-units-hint = Choose at least one. If a unit is missing, update the data in the SOTE organisation register first.
services-question-units-renewal-units = Which units receive prescription renewal requests?
services-question-units-renewal-units-hint = In MyKanta, patients can send a renewal request only to these units. Leave empty if no unit receives requests.

services-step-information-system = Information system
services-step-information-system-lead = Choose the system with which you use the service. The system must have a valid certificate for this service.
services-question-information-system-system = Information system
services-question-information-system-system-hint = If your system is not on the list, ask its supplier.

services-step-access-point = Access point
services-step-access-point-lead = The access point is the technical point through which your system is connected to the Kanta Services.
services-question-access-point-access-point = Access point
services-question-access-point-access-point-hint = The supplier of your system or your Kanta intermediary tells you the access point.

services-step-schedule = Schedule
services-step-schedule-lead = Tell us when you plan to start using the service. You can specify the date after the approval.
services-question-schedule-production-date = Planned deployment date
services-question-schedule-production-date-hint = Today at the earliest and in one year at the latest, for example 31.12.2026 (day.month.year).

services-step-contacts = Contact persons
services-step-contacts-lead = Tell us whom to contact in which matter. The same person may have several roles.
services-question-contacts-people = Contact persons
services-question-contacts-people-hint = Do not write personal identity codes.
services-role-administrative = Administrative contact
services-role-administrative-text = Receives e-mails on how the case moves forward and sees to it that the data is up to date.
services-role-technical = Technical contact
services-role-technical-text = Is responsible for information systems, access points and certificates.
services-role-data-protection-officer = Data protection officer
services-role-data-protection-officer-text = Handles data protection matters and requests for log data.
services-role-archivist = Archivist
services-role-archivist-text = Checks archived documents and invalidates wrong ones.
services-role-implementer = Implementer of data communications and software
services-role-implementer-text = Technical contact at the supplier of the system or the data communications.
services-role-billing = Billing contact
services-role-billing-text = Answers questions about invoices.
services-role-deployment = Deployment contact
services-role-deployment-text = Runs the deployment and keeps in touch with Kela during it.
services-role-disruption = Recipient of disruption notices
services-role-disruption-text = Is told of disruptions and outages. The address should preferably be followed round the clock.
services-role-security = Security contact
services-role-security-text = Handles information security incidents and reports them.
services-role-responsible-director = Responsible director
services-role-responsible-director-text = Is responsible for seeing that the information security plan is made and followed.
services-role-prescription-renewal = Renewal request contact
services-role-prescription-renewal-text = Is responsible for how the unit receives renewal requests.

services-step-billing = Billing data
services-step-billing-lead = User fees are invoiced as Decree 930/2025 says, for most customers twice a year.
services-question-billing-method = How do you want the invoice?
services-question-billing-method-hint = An e-invoice is the fastest and most reliable way.
services-choice-billing-method-e-invoice = As an e-invoice
services-choice-billing-method-pdf = As a PDF by e-mail
services-choice-billing-method-paper = On paper by post
services-question-billing-e-invoice-address = E-invoice address
services-question-billing-e-invoice-address-hint = The address begins with 0037 and continues with the business ID without the hyphen, or it is an IBAN account number.
services-question-billing-operator = E-invoice operator
services-question-billing-operator-hint = The company or bank that delivers e-invoices to you.
services-question-billing-invoice-email = E-mail address for invoices
services-question-billing-invoice-email-hint = Preferably a shared address that several people read.
services-question-billing-reference = Your reference
services-question-billing-reference-hint = An order number or other text that you want on the invoice. At most 35 characters.
services-question-billing-language = Language of the invoice
services-choice-billing-language-fi = Finnish
services-choice-billing-language-sv = Swedish
services-question-billing-street = Postal address
services-question-billing-post-code = Postcode
services-question-billing-post-office = Town or city

services-step-security = Information security and self-monitoring
services-step-security-lead = Under the Client Data Act, these must be done before joining the Kanta Services.
services-question-security-plan = Our organisation has an information security plan, and the plan covers joining the Kanta Services
services-question-security-plan-hint = Act on the Processing of Client Data in Healthcare and Social Welfare (703/2023), section 77.
services-question-security-self-monitoring = The use of the service is covered by our self-monitoring
services-question-security-self-monitoring-hint = The self-monitoring plan says who is responsible for the use of the service and how it is monitored.

services-step-controller = Controller
services-step-controller-lead = Patient data are always stored in the register of the provider that is the controller.
services-question-controller-register = In whose register do you store patient data?
services-choice-controller-register-own = In our own register
services-choice-controller-register-own-text = The patient has agreed on the care with you, so you are the controller yourselves.
services-choice-controller-register-outsourced = In another provider's register
services-choice-controller-register-outsourced-text = You produce services on behalf of another provider, for example as outsourced services or with service vouchers of a wellbeing services county.
services-choice-controller-register-both = In both
services-choice-controller-register-both-text = You have both patients of your own and patients treated on behalf of another provider.

services-step-social-controller = Controller
services-step-social-controller-lead = Client data are always stored in the register of the provider that is the controller.
services-question-social-controller-register = In whose register do you store client data?
services-choice-social-controller-register-own = In our own register
services-choice-social-controller-register-own-text = The client has agreed on the service with you, so you are the controller yourselves.
services-choice-social-controller-register-outsourced = In another provider's register
services-choice-social-controller-register-outsourced-text = You produce services on behalf of another provider, for example a wellbeing services county. Storing the data needs a register access right.
services-choice-social-controller-register-both = In both
services-choice-social-controller-register-both-text = You have both clients of your own and clients of another provider.

services-step-social-joining-model = Joining model
services-step-social-joining-model-lead = Choose whether your organisation joins the Kanta Services by itself or with another organisation.
services-question-social-joining-model-model = How does your organisation join?
services-choice-social-joining-model-model-direct = Direct joining
services-choice-social-joining-model-model-direct-text = Your organisation joins by itself and is itself responsible for its client register and the technical upkeep of it.
services-choice-social-joining-model-model-main-joiner = Joint joining: we are the main joiner
services-choice-social-joining-model-model-main-joiner-text = You apply for the service and bring in organisations that work in your premises or chain and use your information system. You are responsible for technical upkeep. You list the joined parties on the page Joined parties, and they confirm the joining themselves.
services-choice-social-joining-model-model-joined = Another organisation brings us in
services-choice-social-joining-model-model-joined-text = The main joiner makes the application and adds you. You need no application of your own.
services-choice-social-joining-model-model-parallel = Parallel joining
services-choice-social-joining-model-model-parallel-text = A model for social welfare in which you join alongside another provider. You send the application yourselves, sign a commitment of your own and are the controller of your own register. Ask customer support whether the model suits you before you choose it. If you have been joined to the service through another, the joint joining ends on the day on which your own production begins.

services-group-contact-people = Contact persons

services-step-imaging-extent = Extent of use
services-step-imaging-extent-lead = You can either store and view images or only view them.
services-question-imaging-extent-extent = How do you use the service?
services-choice-imaging-extent-extent-full = We store and view images
services-choice-imaging-extent-extent-full-text = Your image archive (PACS) and your radiology information system (RIS) are certified for the service.
services-choice-imaging-extent-extent-viewer = We only view images
services-choice-imaging-extent-extent-viewer-text = You use a separate viewer that is certified for the service. You store no images in the service.

services-step-test-schedule = Schedule
services-step-test-schedule-lead = Tell us when you plan to hold the deployment test and to begin using the service. You can adjust the days after the approval.
services-question-test-schedule-production-date = Planned deployment date
services-question-test-schedule-production-date-hint = Today at the earliest and in one year at the latest, for example 31.12.2026 (day.month.year).
services-question-test-schedule-test-date = Planned day of the deployment test
services-question-test-schedule-test-date-hint = The test is held on the planned deployment date at the latest, for example 31.12.2026 (day.month.year).
services-step-pharmacy = The pharmacy
services-step-pharmacy-lead = The pharmacy, its branches and the takeover date come from Fimea’s pharmacy register, so they are not typed here.
services-question-pharmacy-confirmed = The information about the pharmacy and the takeover date are right
services-question-pharmacy-confirmed-hint = If something is wrong, Fimea corrects it. Your right to the pharmacy begins at 0:00 on the takeover date.
services-role-pharmacy-contact = Pharmacy contact
services-role-pharmacy-contact-text = Gets the bulletins about the Prescription service for pharmacies.
