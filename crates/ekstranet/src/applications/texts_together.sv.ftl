### Working together on a draft

applications-present = { $name } har fyllt i den här delen sedan kl. { $time }.
applications-present-here = { $name } öppnade den här delen kl. { $time }. Ni kan fortsätta: om ni sparar samtidigt försvinner ingenderas svar.
applications-history-title = Ändringshistorik
applications-history-lead = Här ser ni vem som har ändrat vad. Den senaste ändringen kommer först.
applications-history-empty = Ingenting har ännu sparats i ansökan.
applications-history-before = Före
applications-history-after = Efter ändringen
applications-history-notes = Meddelanden till nästa som fyller i
applications-history-newer = Nyare ändringar
applications-history-older = Äldre ändringar
applications-note-title = Meddelande till nästa som fyller i
applications-note-label = Meddelande
applications-note-hint = Berätta till exempel vad som inte är färdigt. Alla som fyller i ansökan ser meddelandet. Ett tomt meddelande tar bort det förra. Skriv inga personbeteckningar här.
applications-note-button = Lämna meddelandet
applications-note-from = { $name } lämnade ett meddelande { $at }
applications-restart-link = Börja om ansökan från början
applications-restart-title = Vill ni börja om från början?
applications-restart-text = Det nuvarande utkastet läggs åt sidan och ni får ett nytt, tomt utkast. Det gamla utkastet fylls inte längre i, men det går att läsa i förteckningen över ansökningar, och svaren i det kan tas över till det nya utkastet en del i taget.
applications-restart-button = Börja om
applications-restart-stay = Fortsätt med det nuvarande utkastet
applications-aside-title = Utkast som lagts åt sidan: { $service }
applications-aside-lead = Utkastet lades åt sidan { $at }, när ansökan påbörjades på nytt.
applications-aside-text = Utkastet kan inte längre ändras eller lämnas in. Ni kan ta över svaren till den nya ansökan när ni öppnar samma del där.
applications-aside-button = Gå till den nya ansökan
applications-line-aside = Utkast som lades åt sidan { $at }.
applications-event-put-aside = Utkastet lades åt sidan
applications-removed-on = Ingen har arbetat med utkastet på länge. Det raderas { $date } om ingenting sparas i det.

### Answers given before

applications-earlier-offer = Er organisation har svarat på de här frågorna tidigare. Ni kan se svaren och ta över dem hit:
applications-earlier-from = { $name }, sparat { $at }
applications-earlier-title = Ta över tidigare svar
applications-earlier-text = Svaren kopieras till den här delen. Kontrollera dem sedan och spara delen. Datum och bekräftelser kopieras inte.
applications-earlier-same = De tidigare svaren är desamma som nu.
applications-earlier-now = Nu i den här delen
applications-earlier-then = Tidigare svar
applications-earlier-button = Ta över de här svaren
applications-earlier-stay = Ta inte över

### The form before anybody applies

applications-forms-title = Läs ansökningsblanketterna
applications-forms-link = Läs blanketterna på förhand
applications-forms-lead = Ni kan läsa och skriva ut frågorna på varje blankett innan ni påbörjar en ansökan. Ansökan fylls i här i tjänsten.
applications-blank-lead = På sidan finns alla frågor. Alla gäller inte varje sökande. Ni kan skriva ut sidan och samla uppgifterna på förhand.

applications-blank-kind = Sökande
applications-blank-show = Visa blanketten för den här sökanden
applications-kind-private = Företag, andelslag eller förening
applications-kind-sole-trader = Näringsidkare
applications-kind-self-employed = Självständig yrkesutövare
applications-kind-foundation = Stiftelse
applications-kind-public = Välfärdsområde eller annan offentlig organisation
applications-kind-hospital-pharmacy = Offentlig organisation med sjukhusapotek
applications-kind-pharmacist = Apotekare
applications-kind-university-pharmacy = Universitetsapotek

### Suggested values

applications-suggested = Handläggaren föreslår: { $value }
applications-suggested-now = Ert svar nu
applications-suggested-value = Handläggarens förslag
applications-suggested-accept = Godkänn förslaget
applications-suggested-edit = Svara själv
applications-suggested-taken = Förslaget har godkänts.

### Messages of a case

applications-messages-title = Meddelanden
applications-messages-open = Läs och skriv meddelanden
applications-messages-new = { $count ->
    [one] Ett nytt meddelande
   *[other] { $count } nya meddelanden
}
applications-messages-lead = Ärende { $number }. Här kan ni skriva till handläggaren av ärendet och läsa svaren.
applications-messages-lead-closed = Ärende { $number }. Ärendet har avslutats. Frågor? Kontakta kundsupporten.
applications-messages-empty = Det finns ännu inga meddelanden i ärendet.
applications-messages-closed = Behandlingen av ärendet har avslutats, så det går inte att skriva nya meddelanden.
applications-messages-closed-granted = Ibruktagandet av tjänsten har avslutats, så det går inte att skriva nya meddelanden.
applications-message-label = Meddelande till handläggaren
applications-message-hint = Högst 2 000 tecken. Skriv inga personbeteckningar här.
applications-message-button = Skicka meddelandet
applications-message-unread = Inte läst ännu
applications-message-read = Läst { $at } ({ $name })

### Answers that came too late

applications-closed-part = Del: { $step }.
applications-closed-sent = Ansökan lämnades in innan ni sparade
applications-closed-sent-text = Ansökan har lämnats in, så de här svaren sparades inte. Kopiera det ni behöver från den här sidan. Om någon uppgift som lämnades in måste rättas, berätta det för handläggaren.
applications-closed-answered = Kompletteringen skickades innan ni sparade
applications-closed-answered-text = Begäran om komplettering har besvarats, så de här svaren sparades inte. Kopiera det ni behöver från den här sidan. Om någon uppgift som lämnades in måste rättas, berätta det för handläggaren.
applications-closed-recalled = Begäran om komplettering återtogs innan ni sparade
applications-closed-recalled-text = Handläggaren har återtagit begäran om komplettering, så de här svaren sparades inte. Ansökan behandlas sådan som den lämnades in. Kopiera det ni behöver från den här sidan.
applications-closed-ended = Ansökan kan inte längre ändras
applications-closed-ended-text = Ansökans läge ändrades innan ni sparade, så de här svaren sparades inte. Kopiera det ni behöver från den här sidan.
applications-closed-gone = Utkastet togs i bruk eller raderades innan ni sparade
applications-closed-gone-text = Utkastet finns inte längre, så de här svaren sparades inte. Kopiera det ni behöver från den här sidan.
applications-closed-discarded = Utkastet raderades innan ni sparade
applications-closed-discarded-text = Utkastet har raderats, så de här svaren sparades inte. Kopiera det ni behöver från den här sidan.
applications-closed-unsaved = Er version sparades inte.
applications-closed-theirs = Versionen som gäller
