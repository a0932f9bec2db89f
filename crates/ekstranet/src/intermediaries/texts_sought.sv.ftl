intermediaries-sought-title = Som förmedlare och ägare av anslutningspunkter
intermediaries-sought-connections = Begäranden om uppkoppling till förmedlare
intermediaries-sought-customers = Kundernas begäranden om uppkoppling
intermediaries-sought-number = { $number ->
    [one] En begäran.
   *[other] { $number } begäranden.
}
intermediaries-sought-many = Över 1 000 begäranden.
intermediaries-sought-awaited = { $number ->
    [0] Ingen väntar på förmedlarens svar.
    [one] En väntar på förmedlarens svar.
   *[other] { $number } väntar på förmedlarens svar.
}
intermediaries-sought-awaited-many = Över 1 000 väntar på förmedlarens svar.
intermediaries-sought-point-until = Sista användningsdag { $date }.
intermediaries-sought-asked = Kund: { $customer }. Förmedlare: { $intermediary }. Begärd { $at }.
intermediaries-sought-answered = Besvarad { $at }.
intermediaries-sought-handled = En handläggare har rett ut saken { $at }.
intermediaries-sought-connection = Begäran om uppkoppling { $title }
intermediaries-sought-fact-intermediary = Förmedlare
intermediaries-sought-fact-ended = Användningen upphörde
intermediaries-sought-no-case = Ansökan som begäran hör till har inte godkänts. Om den har skickats finns den bland kundens ärenden.
intermediaries-sought-of = Kundernas begäranden om uppkoppling: { $name }
intermediaries-sought-none = Det finns inga begäranden.
