-- When the application behind a request was approved, and when production began: from then on nobody declines.
alter table connection add column granted_at bigint;
alter table connection add column used_at bigint;
-- What was approved before this column was there.
update connection set
  granted_at = (select d.opened_at from deployment d where d.application_id = connection.application),
  used_at = (select d.opened_at from deployment d
             where d.application_id = connection.application and d.in_production_since is not null)
where state in ('awaited', 'confirmed', 'declined');
-- What an officer settled with a customer whose request was declined after the approval.
alter table connection add column handled_at bigint;
alter table connection add column handled_by_name text;
alter table connection add column handled_note text;
create index connection_declined_late on connection (answered_at, id)
  where state = 'declined' and granted_at is not null and handled_at is null;
