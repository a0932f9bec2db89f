-- The kinds of happenings are a list in the program, read with care by older versions of it. A second list here would
-- have to be made anew, with the whole table, for each further kind. SQLite cannot drop a check, so this once more.
create table notice_next (
  id text primary key,
  happening text not null,
  service text not null,
  organisation text not null,
  case_number text not null,
  -- the request or job run that caused it: one turn of a case tells one address once
  turn text not null,
  recipient text not null,
  language text not null check (language in ('fi', 'sv')),
  -- below the public address, without it
  link text not null,
  planned_at bigint not null,
  next_try_at bigint not null,
  give_up_at bigint not null,
  tries bigint not null,
  -- why the last try failed: unreachable, timeout, address or the mail server's three digits
  problem text,
  sent_at bigint,
  given_up_at bigint,
  unique (case_number, happening, turn, recipient)
);
insert into notice_next (id, happening, service, organisation, case_number, turn, recipient, language, link, planned_at,
                         next_try_at, give_up_at, tries, problem, sent_at, given_up_at)
select id, happening, service, organisation, case_number, turn, recipient, language, link, planned_at, next_try_at,
       give_up_at, tries, problem, sent_at, given_up_at
from notice;
drop table notice;
alter table notice_next rename to notice;
create index notice_waiting on notice (next_try_at, id) where sent_at is null;
