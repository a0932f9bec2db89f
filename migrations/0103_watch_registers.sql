-- Organisations whose data in the registers are compared every night: those with an open application or a deployment.
create table watched (
  organisation text primary key,
  -- the day of the last comparison, YYYY-MM-DD; empty before the first
  compared_on text not null,
  -- when an instance took it for comparison; 0 when nobody has
  claimed_at bigint not null,
  -- what the registers said then, as JSON
  snapshot text
);
create index watched_by_day on watched (compared_on, organisation);

-- One row is one night: whoever adds it looks for organisations to watch.
create table watch_round (
  day text primary key,
  begun_at bigint not null
);

-- What was found to have changed.
create table register_change (
  id text primary key,
  organisation text not null,
  organisation_name text not null,
  private bigint not null check (private in (0, 1)),
  kind text not null check (kind in ('name_changed', 'unit_ended', 'registration_ended', 'company_ended', 'takeover_moved')),
  subject text not null,
  before_text text not null,
  after_text text not null,
  found_at bigint not null,
  version bigint not null,
  -- the customer has seen it
  seen_at bigint,
  seen_by_name text,
  -- an officer has dealt with it
  closed_at bigint,
  closed_by_name text
);
create index register_change_by_organisation on register_change (organisation, found_at, id);
create index register_change_open on register_change (found_at, id) where closed_at is null;
