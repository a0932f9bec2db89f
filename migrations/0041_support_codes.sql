-- Codes that a signed-in person reads aloud to customer support. Only a keyed hash is stored.
create table support_code (
  id text primary key,
  code_hash text not null,
  session_id text not null references session (id),
  person_id text not null,
  organisation text not null,
  -- the page from which the code was made
  page text not null,
  created_at bigint not null,
  expires_at bigint not null,
  used_at bigint
);
create index support_code_by_hash on support_code (code_hash, expires_at);
create index support_code_by_session on support_code (session_id);

-- Codes that an officer tried; a right one is taken away again. Too many close the door for a while.
create table support_guess (
  id text primary key,
  officer_id text not null,
  at bigint not null
);
create index support_guess_by_officer on support_guess (officer_id, at);

-- An officer looks at a customer's pages, reading only.
create table support_view (
  id text primary key,
  code_id text not null unique references support_code (id),
  officer_session_id text not null references session (id),
  officer_id text not null,
  -- the session of the person who read the code aloud; the view ends with it
  session_id text not null references session (id),
  organisation text not null,
  page text not null,
  began_at bigint not null,
  ends_at bigint not null,
  ended_at bigint,
  ended_by text check (ended_by in ('officer', 'person', 'another'))
);
create unique index support_view_of_officer on support_view (officer_session_id) where ended_at is null;
create index support_view_of_person on support_view (session_id, ended_at);

-- Until when customer support looks at this person's pages; read with every session, so that the banner costs nothing.
alter table session add column watched_until bigint;
