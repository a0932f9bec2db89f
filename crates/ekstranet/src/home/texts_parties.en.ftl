home-do-confirm-joining = Confirm the joining
home-do-about-joining = { $service }. { $name } has added you as a joined party.
home-do-clear-up = Clear up the contested joining
home-do-about-contested = { $count ->
    [one] One joined party contests the joining.
   *[other] { $count } joined parties contest the joining.
}
home-state-joined = Done
home-joined = Joined jointly. The main joiner is { $name }, the first day { $date }.
home-joined-waiting = { $name } has added you as a joined party from { $date }. You have not answered yet, so you are not joined.
home-joined-contested = { $name } has added you as a joined party. You contest the joining, so you are not joined.
home-joined-leaving = You have told us that you will join directly. The joint joining goes on until your own production use begins.
home-joined-ended = The joint joining ended on { $date }. The main joiner was { $name }.
home-joined-answer = Confirm or contest the joining
home-joined-ends = The main joiner ends the joining on { $date }.
home-do-go-on = Apply for the service yourselves or find another main joiner
home-do-about-joining-ends = { $service }. The joint joining ends on { $date }.
home-parties = Joint joining
home-parties-count = { $count ->
    [one] Joined parties: one joining
   *[other] Joined parties: { $count } joinings
}
home-do-look-at-draft = Check the draft
home-do-about-staying = { $service }. You are joined through a main joiner. Discard the draft if you do not need it.
home-do-named = Answer an application that names you
home-do-about-named = { $name } has named you as the other party in its application.
home-do-about-unsettled = The other party ({ $other }) named in application { $number } says that this is not agreed.
home-named-contested = The other party ({ $other }) says that this is not agreed. Sort the matter out with it.
home-named-awaited = We are waiting for the answer of the other party ({ $other }). You need not do anything.
home-do-elsewhere = Tell through which other access point you will join
home-do-about-elsewhere = { $service }. { $name } did not confirm the connection. Write a message to the officer.
