-- What belongs to a set-up item that is done: the period of deployment support that was chosen, as its first day.
alter table deployment_item add column note text;
