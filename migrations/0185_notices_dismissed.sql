-- When an officer took a mail that was given up off the list of what was not sent.
alter table notice add column dismissed_at bigint;
