-- Whether a mail to a person's own address stands for an address that the organisation gave: removing the own address
-- leaves that one to be told.
alter table notice add column for_contact bigint not null default 0 check (for_contact in (0, 1));
