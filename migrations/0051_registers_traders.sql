-- Copies are also kept of the pharmacies of a pharmacist and of practitioners.
create table register_copies (
  source text not null check (source in ('organisation', 'company', 'pharmacist', 'practitioner')),
  key text not null,
  -- the value as JSON; null when the register answered that it knows no such key
  content text,
  fetched_at bigint not null,
  primary key (source, key)
);
insert into register_copies (source, key, content, fetched_at) select source, key, content, fetched_at from register_copy;
drop table register_copy;
alter table register_copies rename to register_copy;
