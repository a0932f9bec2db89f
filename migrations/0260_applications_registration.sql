-- Why an applicant whom the register of providers does not know is approved, as the officer wrote it. Empty where the
-- register knows the applicant.
alter table decision add column registration text;
alter table decision_proposal add column registration text;
