-- When the company register told the kind of an organisation, where it was silent and what was last known was used.
alter table authority add column nature_known_at bigint;
