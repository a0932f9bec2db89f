-- What somebody wrote to the officer before the right was asked again: an answer that does not go out is not lost. Empty
-- again when the request is answered or taken back.
alter table supplement add column kept_answer text;
