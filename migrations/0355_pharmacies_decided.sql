-- Which officer answered a notification, or who took it back; unknown of what was answered before.
alter table pharmacy_change add column decided_by text;
