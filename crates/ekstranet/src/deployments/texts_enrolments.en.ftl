### Enrolments for deployment support

deployments-enrolments-title = Enrolments for deployment support
deployments-enrolments-lead = Here are the customers that have enrolled for deployment support. Contact the deployment contact and then mark the contact as made. The customer sees the mark.
deployments-enrolments-which = Enrolments
deployments-enrolments-waiting = Waiting for contact
deployments-enrolments-all = All
deployments-enrolments-show = Show enrolments
deployments-enrolments-empty = There are no enrolments.
deployments-enrolments-any-period = All periods
deployments-enrolments-no-period = No period
deployments-enrolments-to-call = Waiting for contact
deployments-enrolments-no-contact = The application has no contact person.
deployments-enrolments-period = Period { $begins }–{ $ends }
deployments-enrolments-period-from = Period that begins on { $begins }
deployments-enrolments-enrolled = { $number }. { $name } enrolled on { $time }.
deployments-enrolments-contact = Deployment contact: { $person }
deployments-enrolments-administrative = Administrative contact: { $person }
deployments-enrolments-called = { $name } marked the contact as made on { $time }.
deployments-enrolments-call = Mark the contact as made: { $organisation }
deployments-enrolment-called = Deployment support contacted you on { $day }.
