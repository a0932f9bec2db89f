notices-label-termination-received = The termination has been received
notices-label-termination-returned = The termination needs to be corrected
notices-label-termination-confirmed = The termination has been confirmed
notices-label-termination-rejected = The termination was not accepted
notices-label-termination-withdrawn = The termination has been withdrawn
notices-label-termination-ended = The terminated use has ended
notices-label-termination-taken-back = The confirmation of the termination has been taken back
notices-text-termination-received = The termination has arrived and waits to be processed. You can withdraw it until it has been confirmed. The receipt is in the Kanta Extranet.
notices-text-termination-returned = The termination cannot be confirmed yet: something in it needs to be corrected. Read in the Kanta Extranet what to correct, and send the termination again. Use and customership go on until then.
notices-text-termination-confirmed = We have confirmed the termination. The last day of use is in the Kanta Extranet. Nothing changes before it.
notices-text-termination-rejected = We could not accept the termination. Use and customership go on. The reasons are in the Kanta Extranet.
notices-text-termination-withdrawn = The termination has been withdrawn at your request. Use and customership go on as before.
notices-text-termination-ended = The last day of use has passed, and the terminated use has ended. Old matters can still be read in the Kanta Extranet.
notices-text-termination-taken-back = We have taken the confirmation of the termination back. The termination waits for a new answer. Use and customership go on until then. The reason is in the Kanta Extranet.
notices-label-invoice-arrived = An invoice for the Kanta Services has come
notices-text-invoice-arrived = You have a new invoice for the use of the Kanta Services. Its basis, total and due date are in the Kanta Extranet. Please check at the same time that your invoice address is correct.
notices-mail-case =
    Hello,

    { $text }

    Case number: { $case }

    Open the case in the Kanta Extranet:
    { $link }

    You need Suomi.fi e-Identification to sign in. We never ask for your credentials by e-mail.

    You cannot reply to this message. Customer support: { $email }, { $phone }, { $hours }.

    Kind regards
    Kanta Extranet
notices-label-billing-changed = The billing data of your organisation has been changed
notices-text-billing-changed = Somebody who acts for your organisation has changed the billing data for the Kanta Services. The next invoices will be sent according to the new data. Check the data in the Kanta Extranet. If nobody in your organisation has made the change, correct the data and contact customer support without delay.
