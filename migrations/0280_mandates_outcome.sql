-- What came of a round through Suomi.fi, so that the page that explains a missing right can tell it. Nothing while the person
-- has not come back.
alter table mandates_round add column outcome text
  check (outcome in ('told', 'nothing', 'foreign', 'cancelled', 'over', 'unanswered', 'refused'));
create index mandates_round_by_session on mandates_round (session_id, started_at);
