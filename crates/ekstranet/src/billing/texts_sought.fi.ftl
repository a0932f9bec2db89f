billing-sought-title = Kaikki laskut
# $number (String) - number of the invoice
# $day (String) - date of the invoice
billing-sought-newest = Uusin lasku on { $number }, laskun päivä { $day }.
# $count (Number) - invoices
# $day (String) - the first due date
billing-sought-open = { $count ->
    [one] Yksi lasku on maksamatta. Sen eräpäivä on { $day }.
   *[other] { $count } laskua on maksamatta. Ensimmäisen eräpäivä on { $day }.
}
