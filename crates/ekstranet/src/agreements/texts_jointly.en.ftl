### Two who sign together

agreements-waiting-title = Waiting for a second signature
agreements-one-of-two = Signed 1 of 2
agreements-rule-title = How many sign
agreements-rule-one = The agreements of your organisation are signed by one person who has the right to sign.
agreements-rule-two = The agreements of your organisation are signed by two people together. Both must have the right to sign.
agreements-rule-link = See or change how many sign
agreements-rule-proposed = { $name } proposed on { $at } that one signature is enough. The change takes effect when another person confirms it.
agreements-rule-about-one = If two people sign for your organisation together, you can ask for two signatures. Each of them signs in and signs when it suits them, in either order. The application is sent when the other one has signed too. First make sure that at least two people have the right to sign.
agreements-rule-about-back = Going back to one signature takes two people: one proposes it, another one confirms it.
agreements-rule-about-two = You can propose that one signature is enough. Another person who has the right to sign must confirm the proposal. Until then two signatures are needed.
agreements-rule-about-own = Your proposal waits for another person who has the right to sign. You can also take it back.
agreements-rule-about-other = If you confirm the proposal, the agreements of your organisation are signed by one person from now on.
agreements-rule-ask-two = Ask for two signatures
agreements-rule-propose-one = Propose that one signature is enough
agreements-rule-take-back = Take the proposal back
agreements-rule-keep-two = Keep two signatures
agreements-rule-confirm-one = Confirm that one signature is enough
agreements-rule-no-right = This can be changed by a person who has the right to sign for the organisation.
agreements-rule-stale = Somebody else has changed this, or it cannot be changed right now. Nothing was saved. See how it stands now.
agreements-rule-history = What has happened
agreements-rule-did-ask-two = Two signatures were asked for
agreements-rule-did-propose-one = It was proposed that one signature is enough
agreements-rule-did-take-back = The proposal was taken back
agreements-rule-did-keep-two = Two signatures were kept
agreements-rule-did-confirm-one = It was confirmed that one signature is enough
