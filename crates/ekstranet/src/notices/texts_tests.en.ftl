notices-label-report-overdue = The report on the deployment test is awaited
notices-text-report-overdue = We have not received the report on the deployment test in time. Send the report in the Kanta Extranet, or move the test if it was not held.
notices-label-test-confirmed = The deployment test has been confirmed
notices-text-test-confirmed = Your deployment test has been confirmed. The Kanta Extranet tells what is still to be done before production use.
notices-label-test-given-back = The deployment test was not confirmed
notices-text-test-given-back = Your deployment test was not confirmed. Read the reasons in the Kanta Extranet and agree on another test.
