-- How an application ended that names another party: whoever was asked reads it, also where it has not answered. Empty while
-- nothing is decided; `closed_at` is when.
alter table named_party add column outcome text not null default ''
  check (outcome in ('', 'approved', 'rejected', 'withdrawn', 'lapsed'));
update named_party set outcome = 'approved' where closed_at is not null;
-- The home page of who has named others asks for those that have not confirmed.
create index named_party_open on named_party (organisation, named_at, application) where closed_at is null;
