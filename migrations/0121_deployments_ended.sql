-- The last day of a service whose use has ended.
alter table deployment add column ended_on text;
