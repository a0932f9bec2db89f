-- What the other party of an application is asked to confirm, beside the service: for which units and from which day.
-- Empty of a naming from before it was kept, and where it is not asked.
alter table named_party add column units text not null default '';
alter table named_party add column planned_on text not null default '';
