### A takeover that moves

applications-event-takeover-moved = The day of deployment moved with the takeover
applications-moved-title = The takeover date has moved
applications-moved-text = The planned deployment date, { $from }, moved with the takeover: the new day is { $to }.
applications-moved-follows = The application stays open and you need not do anything. If the new day does not suit you, write a message in this case. You can change the day after approval, too.
applications-finding-date-moved = The planned deployment date { $from } moved with the takeover. The decision concerns the new day, { $to }.
applications-point-closes = The access point closes. Its last day is { $date }. Agree on a new point with your Kanta intermediary well before it.
applications-point-other = Apply for another access point
applications-access-point-until-closes = { $owner }, identifier { $oid }, closes on { $closes }, server certificate valid until { $date }
applications-certificate-short = The server certificate of the access point { $name } ends on { $date }, but the start is planned for { $planned }. You can send the application. Make sure with whoever manages the access point that the certificate is renewed in time.
applications-finding-access-point-closes-on = The access point closes on { $date }.
applications-finding-certificate-short = The server certificate ends before the planned start date { $date }.
