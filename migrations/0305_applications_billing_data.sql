-- Where invoices go, as a customer has changed it without an application; the newest counts, the others are its history.
create table billing_data (
  organisation text not null,
  number bigint not null,
  -- the form whose questions are answered, and as what the customer was asked
  form text not null,
  form_version bigint not null,
  profile text not null,
  -- answers of the step of billing data, as JSON
  answers text not null,
  saved_at bigint not null,
  saved_by text not null,
  saved_by_name text not null,
  primary key (organisation, number)
);
