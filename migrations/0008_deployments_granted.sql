-- A granted service on its way into production and afterwards. The snapshot is what was approved.
create table deployment (
  id text primary key,
  application_id text not null unique,
  organisation text not null,
  service text not null,
  case_number text not null,
  language text not null check (language in ('fi', 'sv')),
  snapshot text not null,
  recipients text not null,
  state text not null check (state in ('set_up', 'test_planned', 'test_failed', 'in_production', 'ending', 'ended')),
  version bigint not null,
  opened_at bigint not null,
  wished_date text,
  production_date text,
  in_production_since text
);
create index deployment_by_organisation on deployment (organisation, opened_at);
create index deployment_by_production_date on deployment (state, production_date);

-- Set-up items that are done: who and when.
create table deployment_item (
  deployment_id text not null references deployment (id),
  item text not null,
  done_at bigint not null,
  done_by text not null,
  primary key (deployment_id, item)
);
