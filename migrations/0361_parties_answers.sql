-- What other parties that applications name have answered, in order and by whom: no later answer, other party or end of an
-- application changes it.
create table named_party_answer (
  id text primary key,
  application text not null,
  other text not null,
  at bigint not null,
  state text not null check (state in ('confirmed', 'contested')),
  -- unknown where it was not kept
  by_name text,
  -- of a contest
  reason text
);
create index named_party_answer_by_application on named_party_answer (application, at, id);

-- Of earlier namings the last answer is known, and the one that it replaced.
insert into named_party_answer (id, application, other, at, state, by_name, reason)
select application || '-earlier', application, other, earlier_at, earlier_state, earlier_by_name, earlier_reason
from named_party where earlier_at is not null and earlier_state in ('confirmed', 'contested');
insert into named_party_answer (id, application, other, at, state, by_name, reason)
select application || '-answered', application, other, answered_at,
  case when reason is null then 'confirmed' else 'contested' end, answered_by_name, reason
from named_party where answered_at is not null;
