-- Since when the pharmacy register does not name the incoming pharmacist of a plan any more.
alter table handover add column lost_at bigint;
