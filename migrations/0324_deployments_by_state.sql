-- The officers' list of deployments in a state, in the order in which they were granted.
create index deployment_by_state on deployment (state, opened_at, id);
