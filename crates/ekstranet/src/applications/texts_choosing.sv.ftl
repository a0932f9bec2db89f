applications-search = Sök en tjänst efter namn
applications-search-hint = Ni kan också använda det tidigare namnet, till exempel Patientdataarkivet eller eRecept.
applications-search-button = Sök bland tjänsterna
applications-search-all = Visa alla tjänster
applications-search-none = Sökningen gav ingen tjänst. Kontrollera stavningen eller se alla tjänster.
applications-extensions-title = Utvidga en tjänst som används
applications-extensions-text = De här ansöker ni om när tjänsten som utvidgas redan är i produktionsanvändning.
applications-requires-any = Ni kan ansöka om { $service } först när någon av de här är i produktionsanvändning: { $services }.
applications-units-all = { $total ->
    [one] Välj enheten
   *[other] Välj alla { $total } enheter
}
applications-units-none = Ta bort alla val
applications-units-filter = Begränsa listan efter namn
applications-units-narrow = Begränsa
applications-units-count = { $ticked } av { $total } har valts. Listan visar { $shown }. Valen bevaras även om ni begränsar listan.
applications-units-exceptions = Om nästan alla enheter tar tjänsten i bruk, välj först alla och ta sedan bort undantagen.
applications-fact-name-other = Namnet på det andra nationalspråket
applications-decision-reasons = Motivering
applications-decision-hearing = Hörande
applications-decision-instructions = Anvisning om omprövning
applications-decision-title = Beslut om ansökan
applications-decision-language = { $language ->
    [sv] Beslutet är på svenska, det språk som ni valde för ärendet.
   *[other] Beslutet är på finska, det språk som ni valde för ärendet.
}
applications-decision-link = Läs hela beslutet
applications-decision-by = Beslutsfattare
applications-decision-applicant = Sökande
applications-decision-at = Beslutet har fattats
applications-decision-granted = Ansökan har godkänts. Organisationen kan ta tjänsten { $service } i bruk när uppgifterna för ibruktagandet har utförts.
applications-no-running-service = Ni har ingen tjänst i produktionsanvändning som kan utvidgas.
applications-fault-date-lead = Ändringen kan tas i bruk tidigast om { $days } dagar. Välj en senare dag.
applications-fault-not-of-service = Det här kan inte tas i bruk i den valda tjänsten. Välj en annan tjänst eller en annan utvidgning.
applications-company-fresh = Uppgifterna hämtades ur FODS { $at }.
applications-company-stale = FODS svarar inte just nu. De här uppgifterna hämtades { $at }. Ni kan fortsätta; uppgifterna kontrolleras när ansökan behandlas.
applications-company-unknown = Ert FO-nummer finns inte i FODS. Kontrollera att ert företags uppgifter är uppdaterade där.
applications-company-down = FODS svarar inte just nu. Ni kan fortsätta; uppgifterna kontrolleras när ansökan behandlas.
applications-point-confirmed = Förmedlaren bekräftade: { $point }
applications-point-settled = Avtalat med handläggaren: { $point }
applications-fault-missing-of-question = Fyll i den här punkten: { $label }
applications-supplement-sent = Kompletteringen skickades { $at }. Handläggaren fortsätter behandlingen av ärendet.
applications-sign-of-case = { $language ->
    [sv] Handlingarna är på svenska, det språk som ni valde för ärendet.
   *[fi] Handlingarna är på finska, det språk som ni valde för ärendet.
}
applications-sign-change-language = Byt språk för ärendet
applications-units-stale = SOTE-organisationsregistret svarar inte just nu. De här tjänsteenheterna hämtades { $at }. Ni kan fortsätta; uppgifterna kontrolleras när ansökan behandlas.
applications-when-or = { $one } eller { $other }
applications-when-and = { $one } och { $other }
applications-when-not = Svara om ni inte valde: { $choice }
applications-fault-unit-not-in-use = Begäranden om receptförnyelse kan tas emot endast av en enhet där tjänsten är i bruk. Ta bort de andra enheterna från valet.
