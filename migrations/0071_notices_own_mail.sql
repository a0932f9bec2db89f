-- People's own e-mail addresses, sealed and found by a keyed hash, and which mails they want.
create table person_mail (
  person_id text primary key,
  address_sealed blob not null,
  address_index text not null,
  language text not null check (language in ('fi', 'sv', 'en')),
  verified_at bigint not null,
  -- when its owner last acted: an address that nobody comes back to is removed
  seen_at bigint not null
);
create index person_mail_by_address on person_mail (address_index, verified_at);
create index person_mail_by_use on person_mail (seen_at, person_id);

-- An address that waits for the code that was sent to it.
create table person_mail_check (
  person_id text primary key,
  address_sealed blob not null,
  language text not null check (language in ('fi', 'sv', 'en')),
  -- keyed hash of the code
  code_hash text not null,
  asked_at bigint not null,
  tries bigint not null,
  -- how many codes were sent on a day, YYYY-MM-DD
  sent_on text not null,
  sent bigint not null,
  confirmed_at bigint
);

create table person_mail_choice (
  person_id text not null,
  organisation text not null,
  kind text not null check (kind in ('duty', 'decision', 'progress')),
  choice text not null check (choice in ('all', 'digest', 'none')),
  -- when the person's right for the organisation was last seen; without one in a year nothing is sent
  right_seen_at bigint not null,
  primary key (person_id, organisation, kind)
);
create index person_mail_choice_by_organisation on person_mail_choice (organisation, kind);
