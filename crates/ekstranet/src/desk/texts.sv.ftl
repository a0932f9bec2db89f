desk-queue-title = Arbetskö
desk-queue-lead = Öppna ansökningar, den äldsta först.
desk-queue-cases = Ärenden
desk-queue-caption = Ärenden i den ordning de kom in
desk-queue-empty = Det finns inga ärenden med den här avgränsningen.
desk-queue-next = Följande ärenden
desk-queue-first = Tillbaka till början av kön
desk-count-many = över 300
desk-column-case = Ärendenummer
desk-column-organisation = Organisation
desk-column-service = Tjänst
desk-column-state = Status
desk-column-age = Väntat
desk-column-deadline = Tidsfrist
desk-column-officer = Handläggare
desk-days = { $days ->
    [0] mindre än en dag
    [one] 1 dag
   *[other] { $days } dagar
}
desk-late = Försenad
desk-filter-whose = Handläggare
desk-filter-all = Alla
desk-filter-free = Utan handläggare
desk-filter-mine = Egna
desk-filter-state = Status
desk-filter-open = Alla öppna
desk-filter-service = Tjänst
desk-filter-any = Alla tjänster
desk-filter-show = Visa ärendena
desk-state-draft = Utkast
desk-state-submitted = Väntar på handläggare
desk-state-in-review = Väntar på beslut
desk-state-supplement-requested = Väntar på komplettering
desk-state-approved = Godkänd
desk-state-rejected = Avslagen
desk-state-withdrawn = Återkallad
desk-state-lapsed = Förfallen
desk-back-to-queue = Till arbetskön
desk-back-to-case = Till ärende { $case }
desk-case-title = Ärende { $case }
desk-case-do = Att göra nu
desk-case-take = Ta till behandling
desk-case-release = Frigör för andra
desk-case-ask-supplement = Begär komplettering
desk-case-approve = Godkänn ansökan
desk-case-reject = Avslå ansökan
desk-case-decision = Beslut
desk-case-answers = Uppgifter i ansökan
desk-case-no-answer = Inget svar
desk-case-no-officer = Ingen handläggare ännu
desk-case-supplements = Begäranden om komplettering
desk-case-facts = Grunduppgifter
desk-case-business-id = FO-nummer
desk-case-submitted = Kom in
desk-case-language = Ärendets språk
desk-case-commitment = Förbindelse
desk-case-signed = Undertecknare: { $who }, { $when }
desk-case-signed-texts = Öppna de undertecknade texterna
desk-case-history = Ärendets gång
desk-language-fi = finska
desk-language-sv = svenska
desk-finding-fine = I ordning
desk-finding-look = Kontrollera
desk-finding-wrong = Motstridigt
desk-history-submitted = Ansökan kom in
desk-history-supplement-requested = Komplettering begärdes, tidsfrist { $deadline }
desk-history-supplement-answered = Kompletteringen kom in
desk-history-approved = { $officer } godkände ansökan
desk-history-rejected = { $officer } avslog ansökan
desk-history-mail = E-postmeddelande skickat: { $what } ({ $recipient })
desk-supplement-title = Begär komplettering
desk-supplement-lead = Välj de punkter som behöver kompletteras och skriv vad ni begär. Skriv på ärendets språk: { $language }.
desk-supplement-tick = Begär komplettering av den här punkten
desk-supplement-what = Vad ni begär
desk-supplement-together = Meddelande och tidsfrist
desk-supplement-message = Meddelande till sökanden
desk-supplement-message-hint = Visas för sökanden före de begärda punkterna. Skriv inga personbeteckningar här.
desk-supplement-deadline = Svar senast
desk-supplement-deadline-hint = Om 1–60 dagar, till exempel 4.12.2026. Vi föreslår två veckor.
desk-supplement-send = Skicka begäran om komplettering
desk-supplement-asked = Begärd { $when }
desk-supplement-answered = { $who } svarade { $when }.
desk-supplement-waited = Svar väntas senast { $deadline }.
desk-approve-title = Godkänn ansökan
desk-reject-title = Avslå ansökan
desk-decision-text = Beslutets text
desk-decision-notes-hint = Ni kan berätta något för sökanden utöver godkännandet. Texten visas i beslutet. Skriv på ärendets språk: { $language }.
desk-decision-reason-hint = Ersätt det som står inom hakparenteser. Sökanden får texten i denna form. Skriv på ärendets språk: { $language }.
desk-decision-continue = Fortsätt till granskning
desk-confirm-approve-title = Granska före godkännandet
desk-confirm-reject-title = Granska före avslaget
desk-confirm-follows = Vad beslutet leder till
desk-confirm-approve-commitment = De handlingar som organisationen har undertecknat träder i kraft.
desk-confirm-approve-deployment = Ibruktagandet av tjänsten öppnas för organisationen.
desk-confirm-reject-commitment = De undertecknade handlingarna förfaller och träder inte i kraft.
desk-confirm-reject-new = Organisationen kan lämna in en ny ansökan.
desk-confirm-mail = Den administrativa kontaktpersonen i ansökan får besked per e-post.
desk-confirm-final = Beslutet kan inte återtas i den här tjänsten.
desk-confirm-approve = Bekräfta godkännandet
desk-confirm-reject = Bekräfta avslaget
desk-conflict-title = Ärendet har ändrats
desk-conflict-nothing-changed = Er åtgärd utfördes inte, och den andras ändring ersattes inte.
desk-conflict-go-on = Er text finns kvar nedan. Kontrollera ärendet och fortsätt, om texten fortfarande stämmer.
desk-conflict-typed = Det ni hann skriva
desk-conflict-typed-hint = Kopiera texten om ni ännu behöver den.
desk-conflict-open = Öppna ärendet
desk-conflict-approved = { $officer } hann godkänna ansökan { $when }.
desk-conflict-rejected = { $officer } hann avslå ansökan { $when }.
desk-conflict-supplement-requested = Komplettering av ansökan har begärts. Handläggare: { $officer }.
desk-conflict-in-review = Ärendet är under behandling. Handläggare: { $officer }.
desk-conflict-submitted = Ärendet har återförts till kön och har ingen handläggare.
desk-conflict-withdrawn = Sökanden har återkallat ansökan.
desk-conflict-lapsed = Ansökan har förfallit, eftersom kompletteringen inte kom in inom tidsfristen.
desk-fault-nothing-asked = Välj minst en punkt som ska kompletteras
desk-fault-not-said-what = Skriv vad ni begär i den punkt ni valde
desk-fault-too-long = Förkorta texten: högst 2 000 tecken
desk-fault-identity-code = Ta bort personbeteckningen. Den får inte skrivas här.
desk-fault-not-a-date = Skriv tidsfristen i formen 4.12.2026
desk-fault-date-outside = Välj en tidsfrist om 1–60 dagar
desk-fault-reason-missing = Skriv en motivering till beslutet
desk-fault-gap-left = Ersätt allt som står inom hakparenteser med egen text
desk-letter-rejection =
    Beslut i ärende { $case }

    Vi godkänner inte er ansökan, som gäller denna tjänst: { $service }.

    Motivering
    Beslutet grundar sig på följande: [Skriv vilka omständigheter som avgjorde ärendet och vilka bestämmelser som tillämpades.]

    Hörande
    { $hearing }

    Anvisning om omprövning
    Om ni är missnöjda med beslutet kan ni begära omprövning inom 30 dagar från det att ni fick del av beslutet. Begär omprövning skriftligt och lämna in begäran inom tidsfristen till adressen: [Skriv adressen.] Begäran avgörs av { $operator }. Ange vilket beslut ni vill få omprövat, hurdan omprövning ni begär och på vilka grunder.

    Ni kan också rätta till bristerna och lämna in en ny ansökan.
desk-letter-heard = Ni fick den { $date } tillfälle att komplettera ansökan. [Skriv hur svaret har beaktats.]
desk-letter-not-heard = [Skriv hur sökanden har hörts eller varför hörande har varit uppenbart onödigt.]
desk-notices-title = E-postmeddelanden som inte har skickats
desk-notices-none = Alla e-postmeddelanden har skickats.
desk-notices-lead = Vi försöker skicka meddelanden på nytt i två dygn. Därefter väntar meddelandet tills ni skickar det igen.
desk-notices-given-up = Inte skickat
desk-notices-waiting = Väntar på nytt försök
desk-notices-tried = Meddelandet gjordes { $planned }. { $tries ->
    [one] Det har gjorts ett försök att skicka det.
   *[other] Det har gjorts { $tries } försök att skicka det.
}
desk-notices-next-try = Nästa försök { $when }.
desk-notices-unreachable = Det gick inte att få kontakt med e-postservern.
desk-notices-timeout = E-postservern svarade inte i tid.
desk-notices-address = Adressen är inte en e-postadress.
desk-notices-refused = E-postservern tog inte emot meddelandet (kod { $code }).
desk-notices-send-again = Skicka på nytt
