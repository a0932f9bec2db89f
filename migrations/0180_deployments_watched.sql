-- Whether the operator confirms this passed test before production, as the form of its service said when it was reported.
alter table deployment_test add column to_confirm bigint check (to_confirm in (0, 1));
update deployment_test set to_confirm = 1
  where result = 'passed'
    and deployment_id in (select id from deployment where service in ('old_patient_data', 'old_social_data'));

-- The officers' list: reports that have not come, and tests that wait to be confirmed.
create index deployment_test_unreported on deployment_test (planned_on, deployment_id, number) where result is null;
create index deployment_test_to_confirm on deployment_test (planned_on, deployment_id, number)
  where to_confirm = 1 and accepted is null;
