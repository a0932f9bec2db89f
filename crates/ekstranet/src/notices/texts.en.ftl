notices-label-application-submitted = Application received
notices-label-supplement-requested = A supplement to the application is requested
notices-label-supplement-reminder = We are still waiting for the supplement to the application
notices-label-supplement-answered = Supplement received
notices-label-deadline-moved = The deadline of the supplement has changed
notices-label-supplement-recalled = The supplement request has been taken back
notices-label-application-approved = Application approved
notices-label-application-rejected = A decision has been made on the application
notices-label-application-lapsed = The application has lapsed
notices-label-application-withdrawn = The application has been withdrawn
notices-label-production-started = The service is in production use
notices-label-connection-requested = A customer asks you to confirm the connection
notices-label-connection-withdrawn = A connection request was withdrawn
notices-label-connection-reminder = A customer is waiting for your confirmation
notices-label-connection-confirmed = The intermediary has confirmed the connection
notices-label-connection-declined = The intermediary did not confirm the connection
notices-label-connection-declined-late = The intermediary did not confirm the connection of an approved service
notices-label-point-closes = Your access point closes
notices-label-access-point-confirmed = The change of the access point is confirmed
notices-label-access-point-refused = The change of the access point was not confirmed
notices-label-certificate-ending = A server certificate ends soon
notices-label-register-changed = Your organisation's data in a register has changed
notices-label-handover-reminder = There is something to do in the handover of the pharmacy
notices-label-handover-named = You have been named in the plan for the handover of a pharmacy
notices-label-handover-opened = There is a shared plan for the handover of the pharmacy
notices-label-handover-moved = The takeover date of the pharmacy has changed
notices-label-last-day-moved = Your last day at the pharmacy has changed
notices-label-change-received = Your notification of a change has been received
notices-label-change-answered = Your notification of a change has been answered
notices-text-application-submitted = We have received your application and it is waiting for review. You do not need to do anything now. We will tell you when the matter moves forward.
notices-text-supplement-requested = We need more information before we can decide on your application. In the Kanta Extranet you can see what we ask for and by when.
notices-text-supplement-reminder = We have not yet received the supplement that we asked for, and the deadline is about to end. If no supplement comes, the application lapses. In the Kanta Extranet you see what we ask for and by when.
notices-text-supplement-answered = We have received your supplement and continue to process the application. You do not need to do anything now.
notices-text-deadline-moved = The deadline of the supplement request has changed. See the new deadline in the Kanta Extranet and send the supplement by then.
notices-text-supplement-recalled = The supplement request has been taken back, and you do not have to supplement the application. The handling of the application goes on.
notices-text-application-approved = Your application has been approved. Now prepare the deployment of the service. In the Kanta Extranet you can see what remains to be done.
notices-text-application-rejected = A decision has been made on your application. Please read the decision, its reasons and the instructions in the Kanta Extranet.
notices-text-application-lapsed = We did not receive the supplement that we asked for by the deadline. The application has therefore been closed, and the signed documents do not come into force. You can make a new application in the Kanta Extranet.
notices-text-application-withdrawn = A representative of your organisation has withdrawn the application, and its handling has ended. The signed documents do not come into force. The Kanta Extranet shows who withdrew the application. You can make a new application if you need the service.
notices-text-production-started = The service is now in production use in your organisation. Keep the data of the contact persons up to date in the Kanta Extranet.
notices-text-connection-requested = A customer has chosen you as its intermediary, or your access point, in its application. Confirm the connection in the Kanta Extranet or tell why you cannot.
notices-text-connection-withdrawn = The customer does not need your confirmation any more. You need not do anything.
notices-text-connection-reminder = The customer is still waiting for you to confirm the connection. Confirm it in the Kanta Extranet or tell why you cannot.
notices-text-connection-confirmed = The intermediary has confirmed the connection for your application. In the Kanta Extranet you see the access point and the system.
notices-text-connection-declined = The intermediary did not confirm the connection for your application. Read the reason in the Kanta Extranet. It also says how you change the access point or intermediary of the application.
notices-text-connection-declined-late = The intermediary did not confirm the connection although your application has already been approved. Production use does not begin before this is settled. Read the reason in the Kanta Extranet and agree with the intermediary. An officer will contact you too.
notices-text-point-closes = The access point through which you have joined closes. See its last day in the Kanta Extranet, agree on a new point with your Kanta intermediary and apply for it in the Extranet at the latest three weeks before the point closes.
notices-text-access-point-confirmed = The change of an access point that you gave notice of is confirmed. In the Kanta Extranet you see when it takes effect.
notices-text-access-point-refused = The change of an access point that you gave notice of could not be confirmed. Read the reason in the Kanta Extranet.
notices-text-certificate-ending = The server certificate of your access point ends soon. Get a new one and add it in the Kanta Extranet before the old one ends.
notices-text-register-changed = The nightly comparison found that something about your organisation has changed in the registers. Check in the Kanta Extranet what has changed and where an error is corrected.
notices-text-handover-reminder = In the shared plan for the handover of the pharmacy, you have tasks whose last day is near or has passed. The Kanta Extranet shows what to do and by when. Mark there what has been done.
notices-text-handover-named = You have been named as the system supplier or intermediary in the shared plan for the handover of a pharmacy. The Kanta Extranet shows what to do and by when. Give there also a telephone number at which you can be reached on the day of the takeover.
notices-text-handover-opened = The pharmacy changes hands, and the other pharmacist has begun the shared plan of the handover. The Kanta Extranet shows what you have to do and by when. Give there the address to which you want the reminders.
notices-text-handover-moved = The takeover date of the pharmacy has changed in Fimea's pharmacy register. The days of the shared plan have been calculated again. Check your own items in the Kanta Extranet.
notices-text-last-day-moved = Your last day at the pharmacy has changed in Fimea's pharmacy register. Your use of the Prescription service ends on the new day, unless you run another pharmacy. You do not have to give notice again. Check the day in the Kanta Extranet.
notices-text-change-received = Your notification has arrived and is waiting to be handled. You do not need to do anything now. We will tell you when we have answered.
notices-text-change-answered = We have answered your notification. Read the answer in the Kanta Extranet.
notices-label-message-received = There is a new message in your case
notices-label-draft-warning = A draft application will soon be removed
notices-label-signature-awaited = An application waits for a second signature
notices-label-signature-voided = A signature does not count any more
notices-label-signing-rule-changed = How many sign the agreements of your organisation
notices-text-message-received = The officer who handles your case has written to you. You can read the message in the Kanta Extranet and answer it there.
notices-text-draft-warning = Your organisation has a draft application that nobody has worked on for a long time. The draft and its answers will be removed unless somebody saves something in it. The Kanta Extranet tells when the draft will be removed.
notices-text-signature-awaited = One person has signed an application of your organisation. It is sent when another person who has the right to sign has signed it in the Kanta Extranet, too.
notices-text-signature-voided = A signature on an application that waited for a second signature does not count any more. The answers can be changed again, or the documents have changed. The Kanta Extranet tells what has happened, and the reason if somebody else opened the answers. The application must be signed again.
notices-text-signing-rule-changed = The number of people who sign the agreements of your organisation was changed, or a change was proposed. The Kanta Extranet tells who did it and whether another person has to confirm it.
notices-subject = { $label } – case { $case }
notices-mail =
    Hello,

    { $text }

    Service: { $service }
    Case number: { $case }

    Open the case in the Kanta Extranet:
    { $link }

    You need Suomi.fi e-Identification to sign in. We never ask for your credentials by e-mail.

    You cannot reply to this message. Customer support: { $email }, { $phone }, { $hours }.

    Kind regards
    Kanta Extranet
notices-mail-plain =
    Hello,

    { $text }

    Open the Kanta Extranet:
    { $link }

    You need Suomi.fi e-Identification to sign in. We never ask for your credentials by e-mail.

    You cannot reply to this message. Customer support: { $email }, { $phone }, { $hours }.

    Kind regards
    Kanta Extranet
notices-mail-draft =
    Hello,

    { $text }

    Service: { $service }

    Open the draft in the Kanta Extranet:
    { $link }

    You need Suomi.fi e-Identification to sign in. We never ask for your credentials by e-mail.

    You cannot reply to this message. Customer support: { $email }, { $phone }, { $hours }.

    Kind regards
    Kanta Extranet
notices-label-system-accepted = The version of the system is on the list
notices-label-system-refused = The version of the system was not accepted
notices-text-system-accepted = The version of a system that you proposed has been accepted for the list. Customers can now choose it in their applications.
notices-text-system-refused = The version of a system that you proposed could not be accepted for the list. Read the reason in the Kanta Extranet.
notices-own-address = the person's own address
notices-organisation = Business ID: { $organisation }
notices-removed-address = a removed address
notices-label-address-check = Confirm your e-mail address
notices-label-mandate-ends = Your mandate is about to end
notices-label-last-holder-ends = The organisation's last known mandate is about to end
notices-label-prepared-soon-removed = A draft that you prepared will soon be removed
notices-text-address-check = Notices of the Kanta Extranet have been asked for at this address. Open the link and confirm the address, or type the code at the end of the link on your own page. The code is valid for one day. If you have not asked for notices, you need not do anything.
notices-label-own-mails-ended = Notices about an organisation's matters have ended
notices-text-mandate-ends = The Suomi.fi mandate by which you act ends soon, on the day that you entered yourself. Ask the organisation for a new mandate in good time, so that its matters are not interrupted.
notices-text-last-holder-ends = Only one person has acted for your organisation in the Kanta Extranet, and that mandate ends soon. Give a new mandate to them or to somebody else at suomi.fi/e-authorizations, so that your matters are not interrupted.
notices-text-prepared-soon-removed = You have prepared an application before having the right to act. The draft has not been changed for a long time and will soon be removed. If you want to keep it, save one of its parts.
notices-text-own-mails-ended = You have received notices about an organisation's matters because you chose them. Suomi.fi has not confirmed your right to act for the organisation for a long time, so we no longer send them. The page behind the link shows which organisation it is and how to get the notices back.
notices-mail-own =
    Hello,

    { $text }

    Open the Kanta Extranet:
    { $link }

    You need Suomi.fi e-Identification to sign in. We never ask for your credentials by e-mail.

    You cannot reply to this message. Customer support: { $email }, { $phone }, { $hours }.

    Kind regards
    Kanta Extranet
notices-digest-subject = Kanta Extranet: { $count } notices
notices-digest-line =
    { $label }
    { $service }, case { $case }
    { $link }
notices-digest-line-plain =
    { $label }
    { $link }
notices-digest =
    Hello,

    These notices have gathered during the last day:

    { $lines }

    You can change your choice in the Kanta Extranet on your own page. We never ask for your credentials by e-mail.

    You cannot reply to this message. Customer support: { $email }, { $phone }, { $hours }.

    Kind regards
    Kanta Extranet
