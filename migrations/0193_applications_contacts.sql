-- The contact persons of a customer as it has kept them since an application named them; the newest number counts.
create table contact_persons (
  organisation text not null,
  number bigint not null,
  -- the persons with their roles, as JSON
  persons text not null,
  saved_at bigint not null,
  saved_by text not null,
  saved_by_name text not null,
  primary key (organisation, number)
);
