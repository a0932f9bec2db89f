-- A deployment stays on the version of the catalogue that its application was made with.
alter table deployment add column catalogue_version bigint not null default 1;

-- Deployment tests of services that need one: planned, then held with its report. A failed one is followed by another.
create table deployment_test (
  deployment_id text not null references deployment (id),
  number bigint not null,
  planned_on text not null,
  planned_at bigint not null,
  planned_by text not null,
  -- null until the report
  result text check (result in ('passed', 'failed')),
  held_on text,
  performed_by text,
  archivist text,
  remarks text,
  reported_at bigint,
  reported_by text,
  primary key (deployment_id, number)
);
