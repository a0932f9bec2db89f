-- Where the operator confirms a passed test before production: who looked at the report and when, whether it was confirmed
-- or given back, and what the customer is told.
alter table deployment_test add column judged_at bigint;
alter table deployment_test add column judged_by text;
alter table deployment_test add column accepted bigint check (accepted in (0, 1));
alter table deployment_test add column judgement text;

-- When the contacts were reminded of a report that had not come in time.
alter table deployment_test add column reminded_at bigint;
