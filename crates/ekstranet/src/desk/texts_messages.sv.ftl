desk-unread-title = Kundernas meddelanden
desk-unread-lead = I de här ärendena finns meddelanden som ingen handläggare har öppnat. Det som har väntat längst kommer först.
desk-unread-empty = Alla meddelanden har lästs.
desk-unread-about = { $organisation }, { $service }. Handläggare: { $officer }. Har väntat sedan { $since }.
desk-unread-number = { $count ->
    [one] Ett meddelande
   *[other] { $count } meddelanden
}
desk-unread-cases = { $count ->
    [one] Ett ärende
   *[other] { $count } ärenden
}
desk-case-deployment = Ibruktagande
desk-case-messages = Meddelanden
desk-case-messages-open = Läs och skriv meddelanden
desk-messages-title = Meddelanden, ärende { $number }
desk-messages-none = Det finns ännu inga meddelanden i ärendet.
desk-messages-closed = Ärendet behandlas inte längre, så det går inte att skriva meddelanden.
desk-messages-closed-granted = Ibruktagandet av tjänsten har avslutats, så det går inte att skriva meddelanden.
desk-messages-label = Meddelande till kunden
desk-messages-hint = Kunden ser inte ert namn. Skriv på ärendets språk. Skriv inga personbeteckningar här.
desk-messages-button = Skicka meddelandet
desk-messages-empty-text = Skriv ett meddelande.
desk-messages-unread = Kunden har inte läst ännu
desk-messages-read = Läst { $at } ({ $name })
desk-supplement-suggest = Förslag till svar
desk-supplement-suggest-none = Inget förslag
