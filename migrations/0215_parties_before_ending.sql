-- What a joining was before its main joiner set a last day, so that the ending can be taken back.
alter table joined_party add column state_before text;
