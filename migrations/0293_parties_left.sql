-- What a joining was, and when that was said, before the party's own application made it leave: should the application come
-- to nothing, it is that again.
alter table joined_party add column left_from text;
alter table joined_party add column answered_before bigint;
