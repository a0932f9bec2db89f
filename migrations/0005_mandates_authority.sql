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
  primary key (session_id, organisation)
);
create index authority_by_organisation on authority (organisation, checked_at);
