-- Terminations of services or of the whole customership, from the draft to the day on which the use has ended.
create table termination (
  id text primary key,
  organisation text not null,
  organisation_name text not null,
  -- the case number; none while it is a draft
  number text unique,
  state text not null check (state in ('draft', 'sent', 'returned', 'confirmed', 'rejected', 'withdrawn', 'discarded',
    'ended')),
  -- what it says, sealed: addresses are in it
  content blob not null,
  -- the last day of use as it was asked for, or as it was confirmed
  ends_on text,
  language text not null check (language in ('fi', 'sv')),
  version bigint not null,
  begun_at bigint not null,
  saved_at bigint not null,
  saved_by text not null,
  sent_at bigint,
  sent_by text,
  -- an officer's answer
  decided_at bigint,
  decided_by text,
  ended_at bigint
);
create unique index termination_one_draft on termination (organisation) where state = 'draft';
create index termination_by_organisation on termination (organisation, begun_at, id);
create index termination_by_state on termination (state, ends_on, id);

-- The services of a termination that was sent. Each has one that is under way.
create table termination_service (
  termination_id text not null references termination (id),
  organisation text not null,
  service text not null,
  live bigint not null check (live in (0, 1)),
  primary key (termination_id, service)
);
create unique index termination_service_once on termination_service (organisation, service) where live = 1;

-- What was said each time that it was sent, as it was read and accepted: sealed, with its hash.
create table termination_version (
  termination_id text not null references termination (id),
  number bigint not null,
  content blob not null,
  sha256 text not null,
  sent_at bigint not null,
  sent_by text not null,
  basis text not null,
  right_checked_at bigint not null,
  -- what an officer answered to it
  answered_at bigint,
  answer text,
  primary key (termination_id, number)
);
