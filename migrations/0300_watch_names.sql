-- A name in the company register changes, and a registration in the older register of practitioners ends. Neither database
-- changes a check, so the table is made anew.
create table register_change_wider (
  id text primary key,
  organisation text not null,
  organisation_name text not null,
  private bigint not null check (private in (0, 1)),
  kind text not null check (kind in ('name_changed', 'company_name_changed', 'parallel_name_changed', 'unit_ended',
                                     'registration_ended', 'practice_ended', 'company_ended', 'takeover_moved',
                                     'pharmacy_ended')),
  subject text not null,
  before_text text not null,
  after_text text not null,
  found_at bigint not null,
  version bigint not null,
  -- the customer has seen it
  seen_at bigint,
  seen_by_name text,
  -- an officer has dealt with it
  closed_at bigint,
  closed_by_name text,
  told bigint check (told in (0, 1))
);
insert into register_change_wider (id, organisation, organisation_name, private, kind, subject, before_text, after_text,
                                   found_at, version, seen_at, seen_by_name, closed_at, closed_by_name, told)
select id, organisation, organisation_name, private, kind, subject, before_text, after_text, found_at, version, seen_at,
       seen_by_name, closed_at, closed_by_name, told
from register_change;
drop table register_change;
alter table register_change_wider rename to register_change;
create index register_change_by_organisation on register_change (organisation, found_at, id);
create index register_change_open on register_change (found_at, id) where closed_at is null;
