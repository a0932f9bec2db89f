-- What the other party of an application said before it changed its answer: what was read of it does not disappear.
alter table named_party add column earlier_state text;
alter table named_party add column earlier_at bigint;
alter table named_party add column earlier_by_name text;
alter table named_party add column earlier_reason text;
