-- People who have signed in. The identity code is sealed (AES-256-GCM-SIV) and found by a keyed hash.
create table person (
  id text primary key,
  national_id_index text not null unique,
  national_id_sealed blob not null,
  name text not null,
  first_seen_at bigint not null,
  last_seen_at bigint not null
);

-- Officers of the operator, known by the directory's issuer and subject.
create table officer (
  id text primary key,
  issuer text not null,
  directory_subject text not null,
  name text not null,
  email text,
  first_seen_at bigint not null,
  unique (issuer, directory_subject)
);

create table session (
  id text primary key,
  -- keyed hash of the cookie's token
  token_hash text not null unique,
  -- person.id or officer.id, by kind
  person_id text not null,
  kind text not null check (kind in ('person', 'officer')),
  approver bigint not null default 0 check (approver in (0, 1)),
  name text not null,
  started_at bigint not null,
  last_seen_at bigint not null,
  ends_at bigint not null,
  ended_at bigint,
  -- logged out, idle, absolute, replaced, identity provider
  end_reason text,
  name_id text,
  name_qualifier text,
  sp_name_qualifier text,
  session_index text
);
create index session_by_person on session (person_id, started_at);
