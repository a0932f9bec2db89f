-- Applications to take a service into use. The row is touched at the turns of the life cycle, not when a step is saved.
create table application (
  id text primary key,
  organisation text not null,
  -- as Suomi.fi gave it when the draft was begun
  organisation_name text not null,
  service text not null,
  catalogue_version bigint not null,
  kind text not null check (kind in ('joining')),
  state text not null check (state in ('draft', 'submitted', 'in_review', 'supplement_requested', 'approved', 'rejected', 'withdrawn', 'lapsed')),
  version bigint not null,
  case_language text not null check (case_language in ('fi', 'sv')),
  case_number text unique,
  created_at bigint not null,
  created_by text not null,
  created_by_name text not null,
  changed_at bigint not null,
  submitted_at bigint,
  submitted_by text,
  submitted_by_name text,
  -- by which right it was submitted, in the form of Basis::code
  basis text,
  officer_id text,
  officer_name text,
  -- deadline of the open supplement request, YYYY-MM-DD
  supplement_deadline text,
  decided_at bigint
);
-- One open case for each service of an organisation: whoever starts again continues it.
create unique index application_one_open on application (organisation, service)
  where state in ('draft', 'submitted', 'in_review', 'supplement_requested');
create index application_by_organisation on application (organisation, created_at);
-- The officers' queue by key: open cases, of a service, of an officer; any state; any state of a service.
create index application_queue on application (submitted_at, id)
  where state in ('submitted', 'in_review', 'supplement_requested');
create index application_queue_by_service on application (service, submitted_at, id)
  where state in ('submitted', 'in_review', 'supplement_requested');
create index application_queue_by_officer on application (officer_id, submitted_at, id)
  where state in ('submitted', 'in_review', 'supplement_requested');
create index application_by_officer_and_state on application (officer_id, state, submitted_at, id);
create index application_by_state on application (state, submitted_at, id);
create index application_by_state_and_service on application (state, service, submitted_at, id);
-- For the honest clock: the latest decisions of a service.
create index application_by_decision on application (service, decided_at) where decided_at is not null;

-- The answers, one row for each step, all made when the draft is begun, so that a save is one update.
create table application_step (
  application text not null references application (id),
  step text not null,
  -- question to answer, as JSON
  answers text not null,
  -- partial: only saved by itself while somebody typed; wrong and done: the button was pressed
  state text not null check (state in ('untouched', 'partial', 'wrong', 'done')),
  version bigint not null,
  saved_at bigint,
  saved_by text,
  saved_by_name text,
  primary key (application, step)
);

-- What was submitted, frozen: 1 at submission, one more with each answered supplement request.
create table application_version (
  application text not null references application (id),
  number bigint not null,
  -- form, register data and answers, as JSON; the hash covers exactly these bytes
  content text not null,
  sha256 text not null,
  frozen_at bigint not null,
  person_id text not null,
  primary key (application, number)
);

-- The last case number given in a year.
create table application_case_number (
  year bigint primary key,
  last bigint not null
);

-- What the customer sees happening, in order.
create table application_event (
  id text primary key,
  application text not null references application (id),
  at bigint not null,
  what text not null,
  -- a representative's name; the operator acts as the operator
  by_name text
);
create index application_event_by_application on application_event (application, id);

create table supplement (
  id text primary key,
  application text not null references application (id),
  message text not null,
  -- YYYY-MM-DD
  deadline text not null,
  asked_at bigint not null,
  officer_id text not null,
  officer_name text not null,
  answered_at bigint,
  answered_by text,
  answered_by_name text,
  answer text
);
create index supplement_by_application on supplement (application, id);

create table supplement_item (
  supplement text not null references supplement (id),
  position bigint not null,
  -- step.question
  field text not null,
  asked text not null,
  primary key (supplement, position)
);

create table decision (
  id text primary key,
  application text not null unique references application (id),
  approved bigint not null check (approved in (0, 1)),
  reason text not null,
  decided_at bigint not null,
  officer_id text not null,
  officer_name text not null
);
