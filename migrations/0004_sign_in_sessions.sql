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
create index session_by_name_id on session (name_id, session_index);

-- Ways through an identity provider that have begun in a browser: a person's sign-in or sign-out through Suomi.fi, an
-- officer's sign-in through the directory. Each is answered once.
create table sign_in_pending (
  -- identifier of the SAML request, or keyed hash of the state for the directory
  id text primary key,
  kind text not null check (kind in ('person', 'officer', 'sign_out')),
  -- keyed hash of the short cookie of the browser; for a sign-out, of its relay state
  browser_hash text not null,
  return_path text not null,
  language text not null check (language in ('fi', 'sv', 'en')),
  -- the browser's session when it began, which the new one replaces
  old_session_id text,
  started_at bigint not null,
  used_at bigint
);
create index sign_in_pending_by_browser on sign_in_pending (browser_hash, kind);

-- Identifiers of accepted SAML messages: none is accepted twice.
create table sign_in_replay (
  message_id text primary key,
  -- until when the message could otherwise be accepted again
  replay_until bigint not null
);
