-- The exact texts that have been signed, once each.
create table agreement_text (
  sha256 text primary key,
  kind text not null,
  version text not null,
  language text not null check (language in ('fi', 'sv')),
  content text not null
);

create table commitment (
  id text primary key,
  organisation text not null,
  application_id text not null unique,
  service text not null,
  state text not null check (state in ('open', 'in_force', 'ended')),
  language text not null check (language in ('fi', 'sv')),
  -- whether the general terms and the commitment itself were signed, not only a service description
  whole bigint not null check (whole in (0, 1)),
  opened_at bigint not null,
  in_force_at bigint,
  ended_at bigint
);
create index commitment_by_organisation on commitment (organisation, opened_at);

create table commitment_document (
  commitment_id text not null references commitment (id),
  place bigint not null,
  sha256 text not null references agreement_text (sha256),
  primary key (commitment_id, place)
);

create table signature (
  commitment_id text not null references commitment (id),
  person_id text not null,
  signatory_name text not null,
  basis text not null,
  -- when Suomi.fi was asked for the right, in the round made for this signature
  right_checked_at bigint not null,
  signed_at bigint not null,
  session_id text not null,
  primary key (commitment_id, person_id)
);
