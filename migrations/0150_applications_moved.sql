-- The wished production date of a submitted case follows the takeover date of a pharmacy when the register moves it.
create table application_moved_date (
  application text not null references application (id),
  number bigint not null,
  -- the wished date before and after, YYYY-MM-DD
  from_date text not null,
  to_date text not null,
  moved_at bigint not null,
  primary key (application, number)
);
