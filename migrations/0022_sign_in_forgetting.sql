-- For the job that removes what can no longer be answered or replayed.
create index sign_in_pending_by_start on sign_in_pending (started_at);
create index sign_in_replay_by_end on sign_in_replay (replay_until);
create index mandates_round_by_start on mandates_round (started_at);
