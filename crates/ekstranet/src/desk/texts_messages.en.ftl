desk-unread-title = Messages from customers
desk-unread-lead = These cases have messages that no officer has opened. The one that has waited longest comes first.
desk-unread-empty = All messages have been read.
desk-unread-about = { $organisation }, { $service }. Officer: { $officer }. Waiting since { $since }.
desk-unread-number = { $count ->
    [one] One message
   *[other] { $count } messages
}
desk-unread-cases = { $count ->
    [one] One case
   *[other] { $count } cases
}
desk-case-deployment = Deployment
desk-case-messages = Messages
desk-case-messages-open = Read and write messages
desk-messages-title = Messages, case { $number }
desk-messages-none = There are no messages in the case yet.
desk-messages-closed = The case is no longer being handled, so no messages can be written.
desk-messages-closed-granted = The deployment of the service is over, so no messages can be written.
desk-messages-label = Message to the customer
desk-messages-hint = The customer does not see your name. Write in the language of the case. Do not write personal identity codes here.
desk-messages-button = Send the message
desk-messages-empty-text = Write a message.
desk-messages-unread = The customer has not read it yet
desk-messages-read = Read on { $at } ({ $name })
desk-supplement-suggest = Suggested answer
desk-supplement-suggest-none = No suggestion
