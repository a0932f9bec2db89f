-- The last answer of a register about one key, with its date.
create table register_copy (
  source text not null check (source in ('organisation', 'company')),
  key text not null,
  -- the value as JSON; null when the register answered that it knows no such key
  content text,
  fetched_at bigint not null,
  primary key (source, key)
);

-- Certified information systems and technical access points, as imported by the operator.
create table information_system (
  id text primary key,
  name text not null,
  version text not null,
  class text not null check (class in ('A1', 'A2', 'A3')),
  services text not null,
  certified_until text not null,
  supplier text not null
);
create table access_point (
  oid text primary key,
  name text not null,
  owner text not null,
  owner_name text not null,
  certificate_until text not null
);
