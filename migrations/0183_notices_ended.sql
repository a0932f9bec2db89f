-- The organisations whose mails a person chose and gets no more, to be told on their own page.
create table person_mail_ended (
  person_id text not null,
  organisation text not null,
  ended_at bigint not null,
  -- Suomi.fi said that the right is gone, or had not confirmed it for too long
  reason text not null check (reason in ('refused', 'unseen')),
  primary key (person_id, organisation)
);
