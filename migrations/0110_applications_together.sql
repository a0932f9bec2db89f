-- What a step held before somebody else, or the same person after a pause, changed it. With the row of the step itself
-- this is its whole history.
create table application_step_version (
  application text not null references application (id),
  step text not null,
  version bigint not null,
  answers text not null,
  -- all three are empty for what the registers had filled in
  saved_at bigint,
  saved_by text,
  saved_by_name text,
  primary key (application, step, version)
);

-- Who has which step open: one row for each person, moved when they open another step. It locks nothing.
create table application_presence (
  application text not null references application (id),
  person_id text not null,
  person_name text not null,
  step text not null,
  since bigint not null,
  seen_at bigint not null,
  primary key (application, person_id)
);
create index application_presence_by_time on application_presence (seen_at);

-- Notes to the next helper; the newest one stands on the task list.
create table application_note (
  id text primary key,
  application text not null references application (id),
  at bigint not null,
  by_id text not null,
  by_name text not null,
  -- empty: the note was taken away
  text text not null
);
create index application_note_by_application on application_note (application, id);

-- What the customer and the operator write to each other in a submitted case.
create table application_message (
  id text primary key,
  application text not null references application (id),
  at bigint not null,
  from_operator bigint not null check (from_operator in (0, 1)),
  by_id text not null,
  by_name text not null,
  text text not null,
  -- when somebody of the other side opened it first
  read_at bigint,
  read_by_name text
);
create index application_message_by_application on application_message (application, id);
create index application_message_unread on application_message (from_operator, application) where read_at is null;

-- A value that the officer suggests for an asked field, in the form in which answers are kept.
alter table supplement_item add column suggested text;

-- How often those who filled in a draft have been warned that it will be removed, and when last.
alter table application add column draft_warnings bigint not null default 0;
alter table application add column draft_warned_at bigint;
