-- The officers' lists of what was given back and of confirmations that may be taken back, page by page.
create index termination_returned on termination (saved_at, id) where state = 'returned';
create index termination_proposed on termination (ends_on, id) where taking_back_at is not null;
drop index termination_taking_back;
