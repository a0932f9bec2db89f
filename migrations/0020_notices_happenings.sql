-- Two more things are told: that the deadline of a supplement is near, and that the application has lapsed. SQLite
-- cannot change a check, so the table is made anew.
create table notice_next (
  id text primary key,
  happening text not null check (happening in ('application_submitted', 'supplement_requested', 'supplement_reminder',
    'supplement_answered', 'application_approved', 'application_rejected', 'application_lapsed', 'production_started')),
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
