-- When a party was reminded last, so that its second reminder keeps a week's distance from the first.
alter table joined_party add column reminded_at bigint;
