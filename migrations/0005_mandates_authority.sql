-- For whom a session may act, as Suomi.fi answered.
create table authority (
  session_id text not null references session (id),
  organisation text not null,
  organisation_name text not null,
  -- accepted grounds in the form of Basis::code, strongest first, separated by spaces; empty when none is enough
  bases text not null,
  -- everything that Suomi.fi returned, as JSON
  roles text not null,
  complete bigint not null check (complete in (0, 1)),
  checked_at bigint not null,
  last_used_at bigint not null,
  -- private or public by legal form, as far as the company register told; decides whether a position is enough
  nature text not null check (nature in ('private', 'public', 'unknown', 'unasked')),
  primary key (session_id, organisation)
);
create index authority_by_organisation on authority (organisation, checked_at);

-- Binding acts that wait for a fresh round through Suomi.fi. Each is carried out at most once.
create table mandates_intention (
  id text primary key,
  session_id text not null references session (id),
  organisation text not null,
  act text not null,
  subject text not null,
  payload text not null,
  -- the page where it began
  back_path text not null,
  created_at bigint not null,
  used_at bigint
);

-- Rounds through Suomi.fi e-Authorizations. Each return is answered once.
create table mandates_round (
  -- keyed hash of the state that travels with the browser
  state_hash text primary key,
  session_id text not null references session (id),
  -- Suomi.fi's own session, which never leaves the server; sealed
  provider_session blob not null,
  intention_id text references mandates_intention (id),
  return_path text,
  started_at bigint not null,
  used_at bigint
);
