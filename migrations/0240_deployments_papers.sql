-- The papers of set-up items that customers sent during a deployment, and which officer has handled them. Until then the
-- customer may take them back.
create table deployment_paper (
  -- the file among the attachments
  attachment text primary key,
  deployment_id text not null references deployment (id),
  -- the key of the set-up item
  item text not null,
  came_at bigint not null,
  -- Both or neither.
  handled_at bigint,
  handled_by text
);

-- The page of one deployment; and the officers' list of what has come, in the order in which it came.
create index deployment_paper_of_deployment on deployment_paper (deployment_id, attachment);
create index deployment_paper_waiting on deployment_paper (came_at, attachment) where handled_at is null;

insert into deployment_paper (attachment, deployment_id, item, came_at)
  select a.id, d.id, substr(a.field, 6), a.at from attachment a join deployment d on d.id = a.subject
  where substr(a.field, 1, 5) = 'item.';
