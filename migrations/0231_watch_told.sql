-- Whether a mail about a change went to the customer; unknown of what was found before.
alter table register_change add column told bigint check (told in (0, 1));
