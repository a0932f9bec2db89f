-- The kind of an organisation is told more finely; the kinds that go by legal form alone stay as they were.
create table authority_of_session (
  session_id text not null references session (id),
  organisation text not null,
  organisation_name text not null,
  -- accepted grounds in the form of Basis::code, strongest first, separated by spaces; empty when none is enough
  bases text not null,
  -- everything that Suomi.fi returned, as JSON
  roles text not null,
  complete bigint not null check (complete in (0, 1)),
  checked_at bigint not null,
  -- when the person last chose the organisation, also in an earlier session; 0 when never
  last_used_at bigint not null,
  -- the kind of the organisation, as far as registers told; decides whether a position is enough
  nature text not null check (nature in ('private', 'sole-trader', 'practitioner', 'pharmacist', 'foundation', 'public', 'unknown', 'unasked')),
  primary key (session_id, organisation)
);
insert into authority_of_session (session_id, organisation, organisation_name, bases, roles, complete, checked_at, last_used_at, nature)
  select session_id, organisation, organisation_name, bases, roles, complete, checked_at, last_used_at, nature from authority;
drop table authority;
alter table authority_of_session rename to authority;
create index authority_by_organisation on authority (organisation, checked_at);
