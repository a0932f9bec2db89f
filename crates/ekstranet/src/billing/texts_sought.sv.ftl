billing-sought-title = Alla fakturor
billing-sought-newest = Den nyaste fakturan är { $number }, fakturans datum { $day }.
billing-sought-open = { $count ->
    [one] En faktura är obetald. Den förfaller { $day }.
   *[other] { $count } fakturor är obetalda. Den första förfaller { $day }.
}
