-- The same seals without a reference to the entries: the chain proves more, and each check of a reference locks a row of
-- the log (docs/decisions/0017-seals.md).
create table audit_seal_new (
  sequence bigint primary key,
  entry_id text not null unique,
  hash text not null
);
insert into audit_seal_new (sequence, entry_id, hash) select sequence, entry_id, hash from audit_seal;
drop table audit_seal;
alter table audit_seal_new rename to audit_seal;
