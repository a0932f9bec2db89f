-- Requests of customers to join through an intermediary, one live one for each application.
create table connection (
  id text primary key,
  -- by this the two sides and the officer speak of it
  number text not null unique,
  application text not null,
  organisation text not null,
  organisation_name text not null,
  -- in lower case, to find it by the beginning
  name_key text not null,
  -- the customer's administrative contacts, for notices only
  recipients text not null,
  intermediary text not null,
  intermediary_name text not null,
  service text not null,
  language text not null check (language in ('fi', 'sv')),
  -- what the customer has chosen; null: the intermediary chooses
  asked_point text,
  asked_system text,
  test_date text,
  production_date text,
  state text not null check (state in ('awaited', 'confirmed', 'declined', 'withdrawn')),
  version bigint not null,
  requested_at bigint not null,
  -- when the intermediary was reminded last
  reminded_at bigint,
  answered_at bigint,
  answered_by text,
  answered_by_name text,
  -- what the intermediary has chosen
  point text,
  point_name text,
  system text,
  reason text
);
create unique index connection_one_live on connection (application) where state in ('awaited', 'confirmed', 'declined');
create index connection_by_intermediary on connection (intermediary, requested_at, id);
create index connection_by_intermediary_and_state on connection (intermediary, state, requested_at, id);
create index connection_by_organisation on connection (organisation, state);
create index connection_awaited on connection (requested_at, id) where state = 'awaited';

-- The last number given in a year.
create table connection_number (
  year bigint primary key,
  last bigint not null
);

-- Where an intermediary wants its notices.
create table intermediary_address (
  organisation text primary key,
  email text not null,
  version bigint not null,
  changed_at bigint not null,
  changed_by text not null
);

-- Notices of an intermediary or another owner that an access point is opened or closed; an officer confirms.
create table access_point_change (
  id text primary key,
  organisation text not null,
  organisation_name text not null,
  kind text not null check (kind in ('open', 'close')),
  oid text not null,
  name text not null,
  -- YYYY-MM-DD, at least three weeks after the notice
  effective_on text not null,
  state text not null check (state in ('waiting', 'confirmed', 'refused', 'withdrawn')),
  version bigint not null,
  notified_at bigint not null,
  notified_by text not null,
  notified_by_name text not null,
  answered_at bigint,
  answered_by_name text,
  reason text
);
create unique index access_point_change_one_waiting on access_point_change (oid) where state = 'waiting';
create index access_point_change_by_organisation on access_point_change (organisation, notified_at, id);
create index access_point_change_waiting on access_point_change (notified_at, id) where state = 'waiting';

-- Server certificates: public ones only, as uploaded. The newest one of a point counts.
create table server_certificate (
  id text primary key,
  oid text not null,
  organisation text not null,
  subject text not null,
  issuer text not null,
  serial_number text not null,
  fingerprint text not null,
  -- YYYY-MM-DD
  valid_from text not null,
  valid_until text not null,
  content blob not null,
  uploaded_at bigint not null,
  uploaded_by text not null,
  uploaded_by_name text not null,
  unique (oid, fingerprint)
);
create index server_certificate_by_point on server_certificate (oid, uploaded_at);

-- Which reminder of which certificate has been sent: one row is one reminder, whoever sends it.
create table certificate_reminder (
  oid text not null,
  valid_until text not null,
  days bigint not null,
  sent_at bigint not null,
  primary key (oid, valid_until, days)
);
