-- Why another person opened the answers instead of signing, in their own words.
alter table waiting_signature add column ended_reason text;
