intermediaries-sought-title = As an intermediary and owner of access points
intermediaries-sought-connections = Connection requests to intermediaries
intermediaries-sought-customers = Connection requests of customers
intermediaries-sought-number = { $number ->
    [one] One request.
   *[other] { $number } requests.
}
intermediaries-sought-many = More than 1,000 requests.
intermediaries-sought-awaited = { $number ->
    [0] None waits for the intermediary’s answer.
    [one] One waits for the intermediary’s answer.
   *[other] { $number } wait for the intermediary’s answer.
}
intermediaries-sought-awaited-many = More than 1,000 wait for the intermediary’s answer.
intermediaries-sought-point-until = Last day of use { $date }.
intermediaries-sought-asked = Customer: { $customer }. Intermediary: { $intermediary }. Requested { $at }.
intermediaries-sought-answered = Answered { $at }.
intermediaries-sought-handled = An officer settled it { $at }.
intermediaries-sought-connection = Connection request { $title }
intermediaries-sought-fact-intermediary = Intermediary
intermediaries-sought-fact-ended = Use ended
intermediaries-sought-no-case = The application that the request belongs to has not been approved. If it has been sent, it is among the customer’s cases.
intermediaries-sought-of = Connection requests of customers: { $name }
intermediaries-sought-none = There are no requests.
