-- A signature that waits for the one of another person: the application is sent with that one. While it waits, the answers
-- of the application are locked. One that has ended is kept with the reason.
create table waiting_signature (
  id text primary key,
  application_id text not null,
  organisation text not null,
  service text not null,
  person_id text not null,
  signatory_name text not null,
  basis text not null,
  -- when Suomi.fi was asked for the right, in the round made for this signature
  right_checked_at bigint not null,
  signed_at bigint not null,
  session_id text not null,
  -- the fingerprints of the texts, in their order, with a space between
  hashes text not null,
  -- the sum of the versions of the steps on the page that was signed, and after they were locked
  seen_version bigint not null,
  version bigint not null,
  ended_at bigint,
  ended_why text check (ended_why in ('sent', 'reopened', 'taken_back', 'changed')),
  ended_by_name text
);
create unique index waiting_signature_live on waiting_signature (application_id) where ended_at is null;
create index waiting_signature_by_application on waiting_signature (application_id, signed_at);
create index waiting_signature_by_organisation on waiting_signature (organisation) where ended_at is null;
