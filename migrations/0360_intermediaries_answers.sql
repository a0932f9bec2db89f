-- What intermediaries have answered to requests, in order and by whom: no later answer, other point or end of an application
-- changes it.
create table connection_answer (
  id text primary key,
  connection text not null references connection (id),
  application text not null,
  at bigint not null,
  state text not null check (state in ('confirmed', 'declined')),
  -- unknown where it was not kept
  by_name text,
  -- of a decline
  reason text
);
create index connection_answer_by_application on connection_answer (application, at, id);

-- Of earlier requests the last answer is known.
insert into connection_answer (id, connection, application, at, state, by_name, reason)
select id || '-answered', id, application, answered_at, case when reason is null then 'confirmed' else 'declined' end,
  answered_by_name, reason
from connection where answered_at is not null;
