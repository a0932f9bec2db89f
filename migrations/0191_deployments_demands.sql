-- What was decided when a service was granted, where it is not for every customer of the form: whether a deployment test is
-- needed, which set-up items do not apply (their keys, parted by spaces), and the first day on which production may begin.
alter table deployment add column tested bigint check (tested in (0, 1));
alter table deployment add column left_out text;
alter table deployment add column earliest_on text;
