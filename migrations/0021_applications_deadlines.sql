-- When the contacts were reminded of the deadline; a case lapses only after that.
alter table supplement add column reminded_at bigint;
-- For the job that reminds of deadlines and lets cases lapse.
create index application_by_deadline on application (supplement_deadline, id) where state = 'supplement_requested';
