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

-- The chain: each seal covers one entry and the seal before it.
create table audit_seal (
  sequence bigint primary key,
  entry_id text not null unique references audit_entry (id),
  hash text not null
);
