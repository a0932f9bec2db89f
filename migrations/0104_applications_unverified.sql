-- What could not be looked up when an application was sent, because a register did not answer; a job looks again.
create table application_unverified (
  application text not null references application (id),
  source text not null check (source in ('organisation', 'company')),
  -- when the register had told it last; null when it never had
  known_at bigint,
  noted_at bigint not null,
  next_look_at bigint not null,
  verified_at bigint,
  -- what was found then
  outcome text check (outcome in ('same', 'differs', 'unknown')),
  primary key (application, source)
);
create index application_unverified_waiting on application_unverified (next_look_at, application) where verified_at is null;
