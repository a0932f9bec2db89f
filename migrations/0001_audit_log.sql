-- What happened: who, for whom, by which right, what, when. Rows are only ever added.
create table audit_entry (
  id text primary key,
  at bigint not null,
  action text not null,
  -- person, officer, system or nobody (a visitor who was refused)
  actor_kind text not null check (actor_kind in ('person', 'officer', 'system', 'nobody')),
  person_id text,
  session_id text,
  organisation text,
  basis text,
  subject text,
  detail text not null,
  request_id text
);
create index audit_entry_by_organisation on audit_entry (organisation, id);

-- The chain: each seal covers one entry and the seal before it. The sequence begins at 1 and has no gaps.
create table audit_seal (
  sequence bigint primary key,
  entry_id text not null unique references audit_entry (id),
  hash text not null
);

-- The end of the chain, moved in the transaction that adds seals: so only one of several sealers wins, and a chain that
-- was cut at its end is noticed.
create table audit_head (
  id bigint primary key check (id = 1),
  sequence bigint not null,
  hash text not null,
  -- audit_entry.at of the entry sealed last
  entry_at bigint not null
);
insert into audit_head (id, sequence, hash, entry_at)
values (1, 0, '0000000000000000000000000000000000000000000000000000000000000000', 0);
