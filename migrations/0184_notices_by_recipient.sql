-- Whoever sends a digest takes all that is due of it, which is found by the recipient.
create index notice_waiting_by_recipient on notice (recipient, next_try_at, id) where sent_at is null;
