-- Whom deployment support has called after an enrolment: when, and which officer. Both or neither.
alter table deployment_item add column called_at bigint;
alter table deployment_item add column called_by text;

-- The officers' list of enrolments, by period and in the order in which they came.
create index deployment_item_enrolments on deployment_item ((coalesce(note, '')), done_at, deployment_id)
  where item = 'enrolment';
