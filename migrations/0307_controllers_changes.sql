-- Days on which changes of controller are carried out, as officers publish them.
create table controller_run (
  id text primary key,
  day text not null,
  -- the last day on which notifications for it are taken
  closes_on text not null,
  -- codes of services, separated by spaces
  services text not null,
  note text not null,
  state text not null check (state in ('open', 'cancelled')),
  version bigint not null,
  added_at bigint not null,
  added_by text not null,
  cancelled_at bigint,
  cancelled_by text
);
create unique index controller_run_once on controller_run (day, services) where state = 'open';
create index controller_run_by_day on controller_run (state, day, id);

-- Changes of controller, from the draft of whoever hands over to the run in which the documents have moved.
create table controller_change (
  id text primary key,
  organisation text not null,
  organisation_name text not null,
  -- the case number; none while it is a draft
  number text unique,
  state text not null check (state in ('draft', 'asked', 'confirmed', 'contested', 'returned', 'scheduled', 'done',
    'rejected', 'withdrawn', 'discarded')),
  -- what it says, sealed: a person is in it
  content blob not null,
  -- the new controller, of what has been sent
  receiver text,
  receiver_name text,
  changes_on text,
  wished_run text references controller_run (id),
  run text references controller_run (id),
  -- the days of that run, kept for lists and for the closing day
  run_day text,
  run_closes_on text,
  -- an officer has to record what became of the run
  overdue bigint not null check (overdue in (0, 1)),
  -- the new controller: when it was asked, what it answered, how often it was reminded
  asked_at bigint,
  answered_at bigint,
  answer text check (answer in ('confirmed', 'contested')),
  reminders bigint not null,
  -- the register did not tell of the new controller when this was sent
  look_at bigint,
  found text,
  found_name text,
  found_at bigint,
  language text not null check (language in ('fi', 'sv')),
  version bigint not null,
  begun_at bigint not null,
  saved_at bigint not null,
  saved_by text not null
);
create unique index controller_change_one_draft on controller_change (organisation) where state = 'draft';
create index controller_change_by_organisation on controller_change (organisation, begun_at, id);
create index controller_change_by_receiver on controller_change (receiver, begun_at, id);
create index controller_change_by_state on controller_change (state, overdue, changes_on, id);
create index controller_change_by_run on controller_change (state, overdue, run_day, id);
create index controller_change_by_asked on controller_change (state, asked_at, id);
create index controller_change_of_run on controller_change (run, state);
create index controller_change_of_wished_run on controller_change (wished_run, state);
create index controller_change_to_look_at on controller_change (look_at, id) where look_at is not null;

-- The services of a change that was sent. Each organisation has one under way for a service.
create table controller_change_service (
  change_id text not null references controller_change (id),
  organisation text not null,
  service text not null,
  live bigint not null check (live in (0, 1)),
  primary key (change_id, service)
);
create unique index controller_change_service_once on controller_change_service (organisation, service) where live = 1;

-- What was said each time that it was sent: sealed, with its hash.
create table controller_change_version (
  change_id text not null references controller_change (id),
  number bigint not null,
  content blob not null,
  sha256 text not null,
  sent_at bigint not null,
  sent_by text not null,
  basis text not null,
  right_checked_at bigint not null,
  primary key (change_id, number)
);

-- What has happened to a change since it was sent: who, when, why, to which run.
create table controller_change_event (
  change_id text not null references controller_change (id),
  number bigint not null,
  what text not null,
  side text not null check (side in ('sender', 'receiver', 'officer')),
  at bigint not null,
  by_name text not null,
  -- of a binding answer of the new controller, the right with which it was given
  basis text,
  run_day text,
  reason text not null,
  primary key (change_id, number)
);
