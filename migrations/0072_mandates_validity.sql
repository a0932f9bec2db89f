-- Until when a mandate is valid, as its holder tells: Suomi.fi does not tell it (domain sheet 0.1.4).
create table mandate_validity (
  organisation text not null,
  person_id text not null,
  mandate text not null check (mandate in ('deployment', 'privacy')),
  -- last day, YYYY-MM-DD
  ends_on text not null,
  entered_at bigint not null,
  -- the nearest reminder that has been sent: 60, 30 or 7 days before
  reminded bigint,
  primary key (organisation, person_id, mandate)
);
create index mandate_validity_by_end on mandate_validity (ends_on);
