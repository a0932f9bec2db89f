-- Whether two sign the agreements of an organisation together: what was asked, proposed and answered, by whom, when and by
-- which right. The last row says how it stands; where there is none, one signs.
create table signing_rule (
  organisation text not null,
  number bigint not null,
  deed text not null check (deed in ('ask_two', 'propose_one', 'take_back', 'keep_two', 'confirm_one')),
  at bigint not null,
  person_id text not null,
  person_name text not null,
  basis text not null,
  primary key (organisation, number)
);
