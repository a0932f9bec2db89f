### Two services in one go

applications-pair-title = { $first } and { $second } in one go
applications-pair-text = You give the common details once and sign both applications in one turn. Each service gets a decision of its own.
applications-pair-begin = Start applying for both
applications-pair-add = Add { $service }
applications-pair-note = You are applying for { $service } in the same go. You fill in the common parts once: the answers are saved in both applications. Each application gets its own case number and its own decision.
applications-pair-other = Open the other application: { $service }
applications-pair-group = Parts that concern only { $service }
applications-pair-apart = Apply for the services separately
applications-pair-apart-text = Both drafts stay, but each is filled in and sent by itself.
applications-pair-check = The other answers for { $service } are the same as above.
applications-pair-sign = You sign and send two applications in one go: { $first } and { $second }. Two decisions will be made on them.
applications-pair-sent = An application for { $service } was sent in the same go: case { $number }
