mandates-why-lead-known = Suomi.fi e-Authorizations told us in this session that you have a tie to these organisations. Choose one, and we tell you what is missing.
mandates-why-elsewhere = Is the organisation not in the list?
mandates-why-elsewhere-text = We cannot tell you about an organisation to which, according to Suomi.fi, you have no tie. Ask Suomi.fi again or ask the organisation for the right.
mandates-why-where = Where it was looked up
mandates-why-where-text = In Suomi.fi e-Authorizations. It checks positions in the trade register, the register of associations and the Business Information System (YTJ), and mandates in the mandate register.
mandates-why-who = Who
mandates-why-time = How long
mandates-why-estimates = The times are our estimates of November 2026, not promises.
mandates-why-applications = The three weeks rest on the two to three weeks that applications for a mandate took in 2020. Check the present processing time with the Digital and Population Data Services Agency.
mandates-step-retry-who = You yourself
mandates-step-retry-time = On the same day (estimated)
mandates-step-signatory-who = You yourself, where needed together with another signatory
mandates-step-signatory-time = A few minutes (estimated). A mandate given jointly takes effect when all have confirmed it.
mandates-step-granting-who = You yourself
mandates-step-granting-time = A few minutes (estimated)
mandates-step-private-who = The managing director, their deputy, a signatory, the sole trader or a holder of the mandate-granting right
mandates-step-private-time = A few minutes (estimated) when the giver can sign in to Suomi.fi. If an association or a company applies to the Digital and Population Data Services Agency for the mandate, reserve at least three weeks.
mandates-step-public-who = The leaders of the organisation apply for the mandate-granting right; a person who has received it gives the mandate
mandates-step-public-time = At least three weeks for the application for the mandate-granting right, a few minutes (estimated) for giving the mandate
mandates-step-other-who = The representative of the organisation, for example of the branch, a signatory of the company or the administrator of the estate
mandates-step-other-time = A few minutes (estimated) when Suomi.fi recognises the representative. Reserve at least three weeks for an application.
mandates-letter-organisation-to-write = [fill in the name and business ID of the organisation]
mandates-letter-grantor-to = To the person who gives mandates in the company or association
mandates-letter-grantor =
    Hello,
    I need a Suomi.fi mandate to act in the Kanta Extranet. Organisation: { $organisation }.
    The mandate is called “Deployment of digital services in social welfare and health care” (Sosiaali- ja terveydenhuollon digitaalisten palvelujen käyttöönotto). It can be given at suomi.fi/e-authorizations: sign in, choose the organisation and add me as the mandate holder. This takes a few minutes.
    Regards, { $person }
mandates-letter-leaders-to = To the leaders of a public organisation or a foundation
mandates-letter-leaders =
    Hello,
    In the Kanta Extranet, our organisation can be represented only with a Suomi.fi mandate. Organisation: { $organisation }.
    1. If nobody has the mandate-granting right yet, choose at least two persons and apply for it to the Digital and Population Data Services Agency (suomi.fi/e-authorizations, mandate by application). Reserve at least three weeks.
    2. I ask them to give me the mandate “Deployment of digital services in social welfare and health care” (Sosiaali- ja terveydenhuollon digitaalisten palvelujen käyttöönotto). The mandate-granting right alone is not enough to act.
    Regards, { $person }
mandates-letter-representative-to = To whoever represents the organisation
mandates-letter-representative =
    Hello,
    I need a Suomi.fi mandate to act in the Kanta Extranet. Organisation: { $organisation }.
    The mandate is called “Deployment of digital services in social welfare and health care” (Sosiaali- ja terveydenhuollon digitaalisten palvelujen käyttöönotto). If you can sign in for the organisation at suomi.fi/e-authorizations, give the mandate there. If Suomi.fi does not recognise your right to represent it, apply for the mandate to the Digital and Population Data Services Agency (mandate by application) and reserve at least three weeks.
    Regards, { $person }
mandates-letter-cosignatory-to = To the other signatory, if you sign jointly
mandates-letter-cosignatory =
    Hello,
    I am giving the mandate “Deployment of digital services in social welfare and health care” (Sosiaali- ja terveydenhuollon digitaalisten palvelujen käyttöönotto) in Suomi.fi e-Authorizations to be able to act in the Kanta Extranet. Organisation: { $organisation }.
    As we sign jointly, the mandate begins only when you confirm it too at suomi.fi/e-authorizations.
    Regards, { $person }
mandates-letter-support-to = To customer support, if another try does not help
mandates-letter-support =
    Hello,
    I cannot act in the Kanta Extranet because a register did not answer. Organisation: { $organisation }. Suomi.fi e-Authorizations was asked on { $moment }.
    Regards, { $person }
mandates-step-registers = Check whether the organisation has been entered in the trade register, the register of associations or the register of the Tax Administration. The notification is made through the Business Information System at ytj.fi.
mandates-step-registers-who = Whoever makes the organisation's register notifications
mandates-step-registers-time = Registering a new organisation takes from days to weeks (estimated).
mandates-letter-unregistered-to = To customer support, if the organisation has been entered in the register already
mandates-letter-unregistered =
    Hello,
    I cannot act in the Kanta Extranet because the Business Information System had no data on the organisation { $organisation }. The register was asked on { $moment }. The organisation has been entered in the register, so please find out what is wrong.
    Regards, { $person }
mandates-letter-suomi =
    Hello,
    Suomi.fi e-Authorizations did not process the request with my data when I tried to act in the Kanta Extranet. Please find out why and how I can act.
mandates-letter-suomi-to = A message to the customer support of Suomi.fi
mandates-stopped-when = Suomi.fi e-Authorizations was asked on { $moment }.
mandates-why-prepare = Prepare the application now
mandates-why-prepare-text = While you wait for the right you can fill in the application. Only you see the draft. When somebody in the organisation gets the right, they take the draft over, sign it and submit it.
mandates-why-prepare-button = Prepare: { $service }
mandates-why-prepared = Applications that you have prepared
mandates-reason-earlier = Suomi.fi has not returned a right of yours for this organisation in this session. Above you see what it answered last. The right may have ended: ask Suomi.fi again, or ask the organisation for a new mandate.
mandates-reason-earlier-untold = In this session we have not learnt from Suomi.fi whether you have a right for this organisation. Above you see what it answered last. Ask Suomi.fi with the button below.
mandates-reason-ended = You have had the right to act for this organisation. It was last in force on { $moment }. The latest answer of Suomi.fi did not have it.
mandates-known-earlier = not checked in this session
mandates-reason-ended-on = Your mandate ended on { $day }, as you entered yourself. The organisation can give a new one in Suomi.fi.
mandates-why-lead-earlier = Suomi.fi e-Authorizations has told us earlier that you have a tie to these organisations. In this session we have not heard of them.
mandates-why-lead-unasked = Suomi.fi e-Authorizations has not yet been asked in this session for which organisations you may act. Ask first. Below we say who can help if the right is missing.
mandates-why-lead-unanswered = We did not learn from Suomi.fi e-Authorizations for which organisations you may act. Below we say what happened and who can help.
mandates-round-none = not yet in this session
mandates-round-begun = You went to Suomi.fi but have not come back from there.
mandates-round-told = Suomi.fi returned organisations.
mandates-round-nothing = Suomi.fi returned no organisation.
mandates-round-foreign = Suomi.fi returned only organisations that have an identifier of another country.
mandates-round-cancelled = You came back from Suomi.fi without choosing an organisation.
mandates-round-over = Your visit at Suomi.fi had already ended, so it gave no answer.
mandates-round-unanswered = Suomi.fi did not answer, or its answer could not be read.
mandates-round-refused = Suomi.fi did not process the request with your data.
mandates-reason-unasked = The answer of Suomi.fi is missing, because it has not been asked yet.
mandates-reason-cancelled = You did not choose an organisation. If Suomi.fi offered none to choose, it knows of no position or mandate of yours in any organisation.
mandates-reason-unanswered = The answer of Suomi.fi is missing. Without it we do not know for which organisations you may act.
mandates-reason-foreign = Only an organisation with a Finnish business ID can be a customer. There was none in the answer.
