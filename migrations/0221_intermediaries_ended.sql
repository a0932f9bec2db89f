-- When the service ended that was joined through the connection; the connection is withdrawn then.
alter table connection add column ended_at bigint;
