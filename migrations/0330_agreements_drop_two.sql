-- Whoever asked for two alone may take that back while nobody else has acted. SQLite cannot change a check, so the table is
-- made anew.
create table signing_rule_next (
  organisation text not null,
  number bigint not null,
  deed text not null
    check (deed in ('ask_two', 'drop_two', 'propose_one', 'take_back', 'keep_two', 'confirm_one')),
  at bigint not null,
  person_id text not null,
  person_name text not null,
  basis text not null,
  primary key (organisation, number)
);
insert into signing_rule_next (organisation, number, deed, at, person_id, person_name, basis)
select organisation, number, deed, at, person_id, person_name, basis from signing_rule;
drop table signing_rule;
alter table signing_rule_next rename to signing_rule;
