-- When what a giving-up ends has been ended, or the register has shown that it goes on with another pharmacy.
alter table pharmacy_change add column settled_at bigint;
create index pharmacy_change_unsettled on pharmacy_change (kind, effective_on, id);
