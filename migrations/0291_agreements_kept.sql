-- When a commitment stayed in force without a service, because an application waited that was signed on top of it.
alter table commitment add column kept_at bigint;
