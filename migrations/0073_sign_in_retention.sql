-- For the jobs that remove what has been kept long enough.
create index session_by_end on session (ends_at);
create index authority_by_check on authority (checked_at);
create index person_by_use on person (last_seen_at);
create index signature_by_person on signature (person_id);
