-- Who is told what the other party says, and since when it says nothing more because the application was approved.
alter table named_party add column service text;
alter table named_party add column language text;
alter table named_party add column recipients text not null default '[]';
alter table named_party add column closed_at bigint;
update named_party set closed_at =
  (select a.decided_at from application a where a.id = named_party.application and a.state = 'approved');
-- Whoever had not answered until then is asked no more.
update named_party set state = 'ended' where state = 'waiting' and closed_at is not null;

-- Whom an application named before it named another one, or nobody.
create table former_named_party (
  application text not null,
  -- business ID of who was named
  other text not null,
  case_number text not null,
  organisation text not null,
  organisation_name text not null,
  what text not null check (what in ('outsourcing', 'register_access')),
  named_at bigint not null,
  ended_at bigint not null,
  primary key (application, other)
);
create index former_named_party_by_other on former_named_party (other, ended_at, application);
