-- Versions of systems that an intermediary proposes to the list of certified systems; an officer accepts or refuses.
create table system_proposal (
  id text primary key,
  organisation text not null,
  organisation_name text not null,
  name text not null,
  system_version text not null,
  -- name and version in lower case: one waiting proposal for each
  name_key text not null,
  class text not null check (class in ('A1', 'A2', 'A3')),
  -- codes of services, separated by spaces
  services text not null,
  -- YYYY-MM-DD
  certified_until text not null,
  state text not null check (state in ('waiting', 'confirmed', 'refused', 'withdrawn')),
  version bigint not null,
  proposed_at bigint not null,
  proposed_by text not null,
  proposed_by_name text not null,
  answered_at bigint,
  answered_by_name text,
  reason text
);
create unique index system_proposal_one_waiting on system_proposal (name_key) where state = 'waiting';
create index system_proposal_by_organisation on system_proposal (organisation, proposed_at, id);
create index system_proposal_waiting on system_proposal (proposed_at, id) where state = 'waiting';

-- The language of the notices to an intermediary.
alter table intermediary_address add column language text not null default 'fi' check (language in ('fi', 'sv'));
