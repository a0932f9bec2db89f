-- The register of pharmacies may be silent too when an application is sent. Neither database changes a check, so the table
-- is made anew.
create table application_unverified_wider (
  application text not null references application (id),
  source text not null check (source in ('organisation', 'company', 'pharmacies')),
  -- when the register had told it last; null when it never had
  known_at bigint,
  noted_at bigint not null,
  next_look_at bigint not null,
  verified_at bigint,
  -- what was found then
  outcome text check (outcome in ('same', 'differs', 'unknown')),
  primary key (application, source)
);
insert into application_unverified_wider (application, source, known_at, noted_at, next_look_at, verified_at, outcome)
select application, source, known_at, noted_at, next_look_at, verified_at, outcome from application_unverified;
drop table application_unverified;
alter table application_unverified_wider rename to application_unverified;
create index application_unverified_waiting on application_unverified (next_look_at, application) where verified_at is null;
