-- What officers answer to a termination, a row for each answer. A confirmation can be taken back, in some services by two
-- officers: one proposes it and another one, an approver, takes it back or keeps the confirmation.
create table termination_answer (
  termination_id text not null references termination (id),
  number bigint not null,
  what text not null check (what in ('confirmed', 'returned', 'rejected', 'proposed', 'kept', 'taken_back')),
  at bigint not null,
  by_id text not null,
  by_name text not null,
  -- of a confirmation, the last day
  last_day text,
  reason text not null,
  primary key (termination_id, number)
);
insert into termination_answer (termination_id, number, what, at, by_id, by_name, last_day, reason)
  select v.termination_id, v.number,
         case when v.number < (select max(w.number) from termination_version w where w.termination_id = v.termination_id)
                then 'returned'
              when t.state = 'rejected' then 'rejected'
              when t.state in ('confirmed', 'ended') then 'confirmed'
              else 'returned' end,
         v.answered_at, '', coalesce(t.decided_by, ''),
         case when t.state in ('confirmed', 'ended') then t.ends_on end, coalesce(v.answer, '')
  from termination_version v join termination t on t.id = v.termination_id
  where v.answered_at is not null;
alter table termination_version drop column answered_at;
alter table termination_version drop column answer;

-- When somebody proposed to take the confirmation back; null when nobody has, or it has been answered.
alter table termination add column taking_back_at bigint;
-- What the services and the joinings of parties were before the last day was set, as JSON.
alter table termination add column stood_before text;

-- Whoever takes over, when no register could tell at the sending: when to look again, what was found then and when.
alter table termination add column receiver_look_at bigint;
alter table termination add column receiver_found text check (receiver_found in ('known', 'ended', 'unknown'));
alter table termination add column receiver_name text;
alter table termination add column receiver_found_at bigint;
create index termination_receiver_to_look_at on termination (receiver_look_at, id) where receiver_look_at is not null;
create index termination_taking_back on termination (taking_back_at, id) where taking_back_at is not null;
