-- Where a form asks for four eyes, one officer proposes the decision and another one, an approver, confirms or returns it.
create table decision_proposal (
  id text primary key,
  application text not null references application (id),
  approved bigint not null check (approved in (0, 1)),
  reason text not null,
  proposed_at bigint not null,
  officer_id text not null,
  officer_name text not null,
  -- dropped: the case went another way before anybody judged the proposal
  ended text check (ended in ('confirmed', 'returned', 'dropped')),
  ended_at bigint,
  ended_by_id text,
  ended_by_name text,
  remark text
);
create unique index decision_proposal_open on decision_proposal (application) where ended_at is null;
create index decision_proposal_waiting on decision_proposal (proposed_at, id) where ended_at is null;
create index decision_proposal_by_application on decision_proposal (application, id);
