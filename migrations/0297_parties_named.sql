-- The other party that an application names: with whom an authorisation for an outsourced service or a right to use a
-- register is agreed. It is told, and says whether that is so.
create table named_party (
  application text primary key,
  case_number text not null,
  organisation text not null,
  organisation_name text not null,
  -- business ID of the other party, which need not be a customer here
  other text not null,
  what text not null check (what in ('outsourcing', 'register_access')),
  state text not null check (state in ('waiting', 'confirmed', 'contested', 'ended')),
  version bigint not null,
  named_at bigint not null,
  answered_at bigint,
  answered_by_name text,
  reason text
);
create index named_party_by_other on named_party (other, named_at, application);
create index named_party_waiting on named_party (other) where state = 'waiting';
