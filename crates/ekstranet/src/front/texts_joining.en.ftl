front-joining = Do we have to join Kanta?
front-joining-description = Five questions: which Kanta Services you must join, by when, by which joining model, what it costs and which papers you need.
front-joining-lead = Answer five questions. We tell you which services to join, by when, how, what it costs per year and what you need. Your answers are not stored.
front-joining-sector = What is your field?
front-joining-sector-health = Health care
front-joining-sector-social = Social welfare
front-joining-sector-both = Health care and social welfare
front-joining-sector-pharmacy = Pharmacy
front-joining-sector-hint = A hospital pharmacy belongs to the hospital's health care.
front-joining-owner = Is the organisation private or public?
front-joining-owner-private = Private: company, association, foundation, cooperative or professional
front-joining-owner-public = Public: wellbeing services county, Helsinki, HUS Group or a unit of the state
front-joining-records = How do you process client and patient data?
front-joining-records-system = With an information system
front-joining-records-paper = Only on paper
front-joining-aland = Do you operate in Åland?
front-joining-aland-no = No
front-joining-aland-yes = Yes
front-joining-register = Whose register do you record data in?
front-joining-register-hint = When you produce services on behalf of a wellbeing services county or another provider, the data belong to its register.
front-joining-register-own = Our own register
front-joining-register-other = Another provider's register
front-joining-register-both = Both
front-joining-volume = Number per year, for an estimate of the fee
front-joining-volume-hint = Private health care: electronic prescriptions issued. Pharmacy: prescriptions dispensed. Public: residents of the area (clients in a unit of the state). For example 1200.
front-joining-show = Show what we need
front-joining-missing = Choose an answer.
front-joining-volume-wrong = Give the number as a whole number, for example 1200, or leave the field empty.
front-joining-must = You must join the Kanta Services
front-joining-must-text = Providers and pharmacies must join the Kanta Services in which they have to store data or from which data is disclosed to them (Act 703/2023, section 67). The transition period is over.
front-joining-must-later = Providers and pharmacies must join the Kanta Services in which they have to store data or from which data is disclosed to them (Act 703/2023, section 67). The last day for joining is shown with each service.
front-joining-voluntary = You may join the Kanta Services but do not have to
front-joining-voluntary-text = Providers in Åland may join the Kanta Services (Act 703/2023, section 67). If you join, what is said below applies to you too.
front-joining-paper = You do not have to join now
front-joining-paper-text = A private provider must join if it processes client or patient data with an information system (Act 703/2023, section 67). When you take a system into use, what is said below applies to you too.
front-joining-answers = Your answers
front-joining-change = Change the answers
front-joining-share = The answers are in the address of this page. You can send the address or print the page.
front-joining-services = Services and dates
front-joining-now = The duty is in force now.
front-joining-since = The duty began on { $date }.
front-joining-until = Join no later than { $date }.
front-joining-can = You may take the service into use.
front-joining-when-prescribing = You need this service if you issue prescriptions.
front-joining-when-imaging = You need this service if you carry out imaging examinations. The Patient Data Repository must be in use first.
front-joining-changes = Changes to prepare for
front-joining-changes-day = Day
front-joining-changes-what = What changes
front-joining-changes-caption = Days set by law after joining
front-joining-change-documents = Health care stores appointment documents, laboratory results of screenings, forms on driving fitness, accidents and occupational diseases, T, C and TOD certificates, and copies of death certificates.
front-joining-change-access = Social welfare and health care may see each other's data in the whole country, within the limits of the law. Patient data created in social welfare are stored in the patient register.
front-joining-change-prescriptions = Social welfare may see prescription data.
front-joining-change-images = Health care stores daily nursing notes, imaging documents of screenings, video and audio recordings, photographs, images of oral health care and other images.
front-joining-change-recordings = Social welfare stores video and audio recordings.
front-joining-in-force = in force
front-joining-models = Joining model
front-joining-model-direct = Direct joining
front-joining-model-direct-text = You join by yourselves and make your own application. This is the usual model.
front-joining-model-joint = Joint joining
front-joining-model-joint-text = For those who work in the premises or chain of a main joiner and use its information system. The main joiner makes the application and brings you in, and you confirm the joining yourselves. You are still the controller of your own data.
front-joining-model-parallel = Parallel joining
front-joining-model-parallel-text = A model for social welfare in which you join alongside another provider. You send the application yourselves, sign a commitment of your own and are the controller of your own register. Agree on this first with the provider alongside which you join. If you join alone, choose direct joining.
front-joining-fee = Fee per year
front-joining-fee-caption = User fees
front-joining-fee-basis = Basis
front-joining-fee-price = Price
front-joining-fee-estimate = Estimate per year
front-joining-fee-pharmacy = Pharmacy and its branches: electronic prescription dispensed
front-joining-fee-private-health = Private health care: electronic prescription issued
front-joining-fee-public-health = Public health care: resident (client in a unit of the state)
front-joining-fee-public-social = Public social welfare from { $date }: resident
front-joining-fee-minimum = { $price }, but at least { $minimum }
front-joining-fee-no-number = Give the number and we work out an estimate.
front-joining-fee-none = The decree has no fee for private social welfare.
front-joining-fee-decree = The prices are those of Decree 930/2025, in force { $from } – { $to }. Use is charged from the day on which the duty to join begins. A private doctor who does not work for profit pays no fee. Ask your system supplier for the price of the information system.
front-joining-papers = What you need
front-joining-paper-pharmacy-register = The pharmacy's data and the takeover date in Fimea's pharmacy register
front-joining-paper-supervisor-register = Registration in Soteri, the register of the supervisory authority; from there the data and OIDs go to the National Code Service
front-joining-paper-code-service = Current data and OIDs in the National Code Service
front-joining-paper-security-plan = An information security plan that shows how data protection and the secure use of the Kanta Services are ensured before joining
front-joining-paper-system = The name of a certified information system and the OID of the access point, from the system supplier
front-joining-paper-signing-right = A document that shows who may sign (administrative rules or the decision of a body) and a Suomi.fi mandate for the signatory
front-joining-paper-contacts = Names and contact details of the administrative contact and the data protection officer, and billing details
front-joining-paper-joint-contract = For joint joining: a contract that follows the Kanta model, between the main joiner and the joined party. The contract stays with the parties. It is not sent.
front-joining-paper-outsourced-service = Authorisation for an outsourced service: the controller gives you the right to record in its register in health care. Both must have the service and the function in use.
front-joining-paper-register-access = Register access right: the controller gives you the right to record in its register in social welfare. Both must have the service and the function in use.
front-joining-paper-support = Enrolment for deployment support in social welfare; reserve about six months for the deployment
front-joining-paper-application = An application for each service in the Kanta Extranet and, the first time, a commitment. They are signed by a person whose position or mandate gives the right to do so. One signatory is enough unless the organisation has asked that two sign together.
front-joining-next = What next
front-joining-next-access = See what you need to sign in
front-joining-next-register = If there is an error in a register
front-joining-checked = Dates and prices were checked against the act and the decree on { $date }. The advice is general. In an individual case the law decides.
front-joining-link = Answer five questions
front-wrong = A register has wrong information
front-wrong-description = Who corrects wrong information about the organisation: Soteri, the National Code Service, Fimea's pharmacy register or the company register. Messages ready to send.
front-wrong-lead = The Kanta Extranet shows information from the registers and cannot change it. An error is corrected in the register from which the information comes. Below you find who corrects each register and a message ready to send.
front-wrong-choose = Which information is wrong?
front-wrong-who = Who corrects it
front-wrong-how = How
front-wrong-time = When it shows here
front-wrong-message = Message ready to send
front-wrong-soteri = Name, unit, address or OID of a private provider or a self-employed professional
front-wrong-soteri-who = The provider itself, in the register Soteri. The register is kept by the Finnish Supervisory Agency.
front-wrong-soteri-how = Report the change in the online service of Soteri. Service units are reported in the same way.
front-wrong-soteri-time = The night after the change has been accepted
front-wrong-soteri-message =
    Hello,
    The information about our organisation in the register Soteri has an error, and the wrong information is passed on to the National Code Service.
    Organisation and business ID: [fill in]
    Service unit: [fill in]
    Wrong information: [fill in]
    Correct information: [fill in]
    Please correct it or tell us how we can correct it ourselves.
front-wrong-thl = Name, unit, address or OID of a public organisation
front-wrong-thl-who = Whoever maintains your organisation's data in the National Code Service. The Code Service is run by the Finnish Institute for Health and Welfare (THL).
front-wrong-thl-how = Ask the maintainer in your own organisation to correct the information in the SOTE organisation register. If you do not know who that is, ask the Code Service of THL.
front-wrong-thl-time = When the change has been published in the Code Service
front-wrong-thl-message =
    Hello,
    The information about our organisation in the SOTE organisation register has an error.
    Organisation and business ID: [fill in]
    Unit and OID: [fill in]
    Wrong information: [fill in]
    Correct information: [fill in]
    Please correct it and tell us when it has been published in the Code Service.
front-wrong-fimea = Name, address, OID or takeover date of a pharmacy or a branch pharmacy
front-wrong-fimea-who = The Finnish Medicines Agency Fimea
front-wrong-fimea-how = Report the error to Fimea. Say if the takeover date is near: on that day the right to act for the pharmacy passes to the new pharmacist.
front-wrong-fimea-time = When the correction has been published in the Code Service
front-wrong-fimea-message =
    Hello,
    The information about our pharmacy in the pharmacy register has an error.
    Pharmacy and the pharmacist's business ID: [fill in]
    Wrong information: [fill in]
    Correct information: [fill in]
    Takeover date, if the pharmacist changes: [fill in]
    Please correct it and tell us when it can be seen in the Code Service.
front-wrong-company = Managing director, other responsible person, name or legal form of a company
front-wrong-company-who = The company or association itself: in the trade register, the register of associations or the Business Information System (YTJ)
front-wrong-company-how = Make a notification of change at ytj.fi or to the register of associations. Suomi.fi sees the new responsible person when the notification has been registered. Meanwhile that person can be given a mandate.
front-wrong-company-time = When the change has been registered
front-wrong-company-message =
    Hello,
    I need the right to act in the Kanta Extranet, but my position does not show in the register.
    Company or association and business ID: [fill in]
    Position to enter: [fill in]
    From which day: [fill in]
    Please make a notification of change or meanwhile give me the Suomi.fi mandate “Deployment of digital services in social welfare and health care” (Sosiaali- ja terveydenhuollon digitaalisten palvelujen käyttöönotto).
front-wrong-link-soteri = Soteri (soteri.fi)
front-wrong-link-soteri-address = https://soteri.fi/
front-wrong-link-fimea = Fimea (fimea.fi)
front-wrong-link-fimea-address = https://fimea.fi/
front-wrong-link-company = Business Information System (ytj.fi)
front-wrong-link-company-address = https://www.ytj.fi/
front-wrong-link = See who corrects it
