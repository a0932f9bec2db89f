-- Joint joining (yhteisliittyminen): which parties a main joiner has brought in, for which service, and what each side says.
create table joined_party (
  id text primary key,
  -- by this number mails and pages name the relation
  reference text not null unique,
  main_joiner text not null,
  main_joiner_name text not null,
  party text not null,
  -- as the organisation register told it when the party was added
  party_name text not null,
  -- the name in small letters with the business ID after it, to search in; and the name as it is ordered
  search_key text not null,
  sort_key text not null,
  service text not null,
  state text not null check (state in ('listed', 'waiting', 'confirmed', 'contested', 'leaving', 'ending', 'ended')),
  version bigint not null,
  -- YYYY-MM-DD
  begins_on text not null,
  -- where the party is told, as the main joiner gave it
  email text,
  language text not null check (language in ('fi', 'sv')),
  added_at bigint not null,
  told_at bigint,
  reminders bigint not null,
  answered_at bigint,
  contest_reason text,
  -- the last day, YYYY-MM-DD, and who set it why
  ends_on text,
  ended_by text check (ended_by in ('main_joiner', 'party', 'system')),
  end_reason text
);
-- A party may have several main joiners, but each only once for a service.
create unique index joined_party_one_open on joined_party (main_joiner, party, service) where state <> 'ended';
create index joined_party_by_main_joiner on joined_party (main_joiner, sort_key, id);
create index joined_party_by_main_joiner_and_state on joined_party (main_joiner, state);
create index joined_party_by_party on joined_party (party, state);
create index joined_party_unanswered on joined_party (told_at, id) where state = 'waiting';
create index joined_party_last_day on joined_party (ends_on, id) where state = 'ending';

-- The last reference given in a year.
create table joined_party_number (
  year bigint primary key,
  last bigint not null
);

-- A service that an organisation takes or has taken into use as a main joiner: its case and whom to tell there.
create table main_joiner (
  organisation text not null,
  service text not null,
  case_number text not null,
  language text not null check (language in ('fi', 'sv')),
  -- addresses as JSON
  recipients text not null,
  submitted_at bigint not null,
  -- the application came to nothing
  closed_at bigint,
  primary key (organisation, service)
);

-- A list of parties between its reading and its confirmation; forgotten after a day.
create table party_list (
  id text primary key,
  organisation text not null,
  -- rows with what was found about each, as JSON
  content text not null,
  version bigint not null,
  read_at bigint not null,
  -- when the rows were added to the parties
  saved_at bigint,
  saved bigint
);
create index party_list_by_time on party_list (read_at);

-- What the officers are told of joint joinings: what is contested, and what changed after production began.
create table party_news (
  id text primary key,
  at bigint not null,
  what text not null check (what in ('contested', 'added', 'ended', 'leaving', 'unanswered')),
  main_joiner text not null,
  main_joiner_name text not null,
  service text not null,
  -- the relation and its party; none when many were added at once
  relation text,
  party_name text,
  number bigint not null,
  reason text,
  handled_at bigint,
  handled_by_name text
);
create index party_news_open on party_news (at, id) where handled_at is null;
