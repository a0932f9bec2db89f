billing-sought-title = All invoices
billing-sought-newest = The newest invoice is { $number }, dated { $day }.
billing-sought-open = { $count ->
    [one] One invoice is not paid. It is due on { $day }.
   *[other] { $count } invoices are not paid. The first is due on { $day }.
}
