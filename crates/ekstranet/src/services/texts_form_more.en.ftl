services-question-organisation-names = Both registered names are correct
services-question-organisation-names-hint = The Finnish and the Swedish name come from the Business Information System (YTJ). The commitment and the decision use both.
services-note-organisation-pharmacist = If you are a pharmacist or about to take over a pharmacy, this is not your form: no pharmacy was found for you in the pharmacy register of Fimea. Ask Fimea to add the takeover date there. When the date is in the register, the page where you check this draft takes you to your own form, and your answers go along where both forms ask the same. A pharmacist can apply 30 days before the takeover at the earliest.
services-note-billing-minimum-fee = Private health-care providers pay a fee for the prescriptions they issue, at least €120 a year (Decree 930/2025). The minimum fee is charged also when no prescriptions are issued. A private doctor who does not work for profit pays no fee.
services-note-billing-residents = Wellbeing services counties and the City of Helsinki pay by the number of residents, and health care units of the State by the number of clients (decree 930/2025). Other public providers are not charged on these grounds. Here we only ask where to send an invoice, if there is one.

services-step-old-data = Old data
services-step-old-data-lead = Tell where the old data come from and which of them you intend to archive.
services-question-old-data-origin = From which system do the data come?
services-choice-old-data-origin-current = From the current system
services-choice-old-data-origin-current-text = The data are in the information system that you use now.
services-choice-old-data-origin-ended = From a system that has been or is being discontinued
services-choice-old-data-origin-ended-text = The data are moved out of the old system to be archived.
services-choice-old-data-origin-both = From both
services-choice-old-data-origin-both-text = Some of the data are in the current system and some in the old one.
services-question-old-data-extent = Which data do you archive, and from which years?
services-question-old-data-extent-hint = For example: care records and referrals from 2005 to 2014. Do not write anything about a client. At most 500 characters.
services-question-old-data-agreed = We have agreed on the archiving and handle classified material, if there is any, as agreed
services-question-old-data-agreed-hint = Archiving is agreed with THL and Kela before applying. Customer support gives you a model of the appendix on classified material.

services-step-extension = Extension
services-step-extension-lead = Choose what you take into use. Make an application of its own for each extension. You can begin the next one when the one before has been decided.
services-question-extension-function = What do you take into use?
services-choice-extension-function-certificates = Delivery of certificates and statements
services-choice-extension-function-certificates-text = Certificates and statements are sent electronically to Kela and other recipients.
services-choice-extension-function-outsourcing = Authorisation for an outsourced service
services-choice-extension-function-outsourcing-text = A producer of health services handles data in the register of the service organiser. Both must have the service and the function in use.
services-choice-extension-function-register-access = Register access right
services-choice-extension-function-register-access-text = A producer of social services handles data in the register of the service organiser. Both must have the service and the function in use.
services-choice-extension-function-new-system = New information system
services-choice-extension-function-new-system-text = You begin to use the service with another information system.
services-question-extension-system = New information system
services-question-extension-system-hint = If your system is not in the list, ask its supplier.
services-question-extension-other-party = Business ID of the other party
services-question-extension-other-party-hint = The service organiser or producer with whom the authorisation is made, for example 1234567-1.
services-question-extension-register-holder = Business ID of the other party
services-question-extension-register-holder-hint = The service organiser or producer with whom the register access right has been agreed, for example 1234567-1.

services-step-imaging-systems = Imaging systems
services-step-imaging-systems-lead = Tell with which systems images are stored and viewed. Kela needs this to open the data links.
services-question-imaging-systems-archive = Image archive (PACS) and radiology information system (RIS)
services-question-imaging-systems-archive-hint = Names and versions of the systems. If you only view images, write: not in use.
services-question-imaging-systems-viewer = Viewer
services-question-imaging-systems-viewer-hint = Name and version of the viewer.

services-note-schedule-securing = The deployment test is not mandatory. You can agree with your system supplier that production use is secured by a test.

services-question-extension-access-point = Access point
services-question-extension-access-point-hint = The access point through which the new system joins the Kanta Services. If you do not know it, choose the intermediary of the system: it confirms the connection and the access point.
services-step-extension-schedule = Schedule
services-step-extension-schedule-lead = Tell when you plan to start using the extension. You can adjust the day after approval.
services-question-extension-schedule-production-date = Planned start date
services-question-extension-schedule-production-date-hint = Within a year, for example 15 January 2027. A new information system can be taken into use three weeks after the application has been sent, at the earliest.

services-question-imaging-extent-archive = Image archive (PACS)
services-question-imaging-extent-archive-hint = Choose the certified image archive that joins the service. If your system is not on the list, ask its supplier.
services-question-imaging-extent-radiology = Radiology information system (RIS)
services-question-imaging-extent-radiology-hint = Choose if you have a separate radiology information system.
services-question-imaging-extent-viewer = Viewer
services-question-imaging-extent-viewer-hint = Choose the certified viewer with which images are viewed.

services-step-social-extent = Extent of use
services-step-social-extent-lead = Tell which parts of the Client Data Repository for Social Welfare Services you take into use.
services-question-social-extent-functions = Functions and services taken into use
services-question-social-extent-functions-hint = For example storing and viewing client documents in child welfare and disability services. At most 500 characters.
services-question-social-controller-old-registers = Old registers
services-question-social-controller-old-registers-hint = If you have older registers, for example from before a merger or before the transfer to the wellbeing services county, name the registers and their controllers. Archiving of old client documents is applied for separately. At most 500 characters.
services-question-information-system-system-profile = Profile of the information system
services-question-information-system-system-profile-hint = The profile or profiles of social welfare for which the information system is certified. If you do not know the profile, ask the supplier of the system.
services-question-controller-other-party = Business ID of the other provider
services-question-controller-other-party-hint = The provider in whose register you store data, for example 1234567-1. We ask it to confirm that the outsourced service has been agreed. If there are several, give one and tell us of the others in a message when you have sent the application.
services-question-social-controller-register-holder = Business ID of the other provider
services-question-social-controller-register-holder-hint = The provider in whose register you store data, for example 1234567-1. We ask it to confirm that the register access right has been agreed. If there are several, give one and tell us of the others in a message when you have sent the application.
