-- Planned, sent and given-up mails. A row holds no text: that is made from the room's texts when the mail is sent.
create table notice (
  id text primary key,
  happening text not null check (happening in ('application_submitted', 'supplement_requested', 'supplement_answered',
    'application_approved', 'application_rejected', 'production_started')),
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
create index notice_waiting on notice (next_try_at, id) where sent_at is null;
