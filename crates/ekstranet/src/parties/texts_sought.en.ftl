parties-sought-listed = The main joiner’s application has not been sent yet, and the joined party has not been told.
parties-sought-brought = As a main joiner: { $service }
parties-sought-named-waiting = Waiting for the other party
parties-sought-named = Applicant: { $name }. Named { $at }.
parties-sought-named-former = Applicant: { $name }. Named { $at }; since { $ended } the application no longer names this organisation.
parties-of-from = The list begins with the joined party that you looked up.
parties-of-all = Show the list from the beginning
