-- Contacts that a pharmacist has confirmed, as they were.
create table pharmacy_contacts_confirmed (
  organisation text not null,
  number bigint not null,
  -- the persons of the granted application, as JSON, and its hash
  contacts text not null,
  sha256 text not null,
  confirmed_at bigint not null,
  confirmed_by text not null,
  confirmed_by_name text not null,
  primary key (organisation, number)
);
