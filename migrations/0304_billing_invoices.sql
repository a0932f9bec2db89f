-- Files of invoices and counts that the operator's books have given: who or what imported them, and when.
create table invoice_import (
  id text primary key,
  sha256 text not null unique,
  file_name text not null,
  imported_at bigint not null,
  -- name of the officer; empty when a command did it
  imported_by text not null,
  added bigint not null,
  changed bigint not null,
  counted bigint not null,
  unchanged bigint not null
);
create index invoice_import_newest on invoice_import (imported_at, id);
-- One row, which an import takes first: files are imported one after another.
create table invoice_turn (id bigint primary key, taken bigint not null);
create table invoice (
  id text primary key,
  number text not null unique,
  organisation text not null,
  basis text not null check (basis in ('dispensed', 'issued', 'health_residents', 'social_residents', 'state_clients', 'reimbursement_data')),
  period_from text not null,
  period_to text not null,
  -- 1 or 2 of a year in two parts
  part bigint not null check (part in (0, 1, 2)),
  used bigint not null,
  unit_mills bigint not null,
  is_minimum bigint not null check (is_minimum in (0, 1)),
  total_cents bigint not null check (total_cents >= 0),
  issued_on text not null,
  due_on text not null,
  state text not null check (state in ('open', 'paid', 'credited')),
  version bigint not null,
  import_id text not null references invoice_import (id),
  changed_at bigint not null,
  -- when the customer was told, or there was nothing to tell
  told_at bigint
);
create index invoice_of_organisation on invoice (organisation, issued_on, id);
create index invoice_of_import on invoice (import_id, organisation);
create index invoice_untold on invoice (organisation, id) where told_at is null;
-- Use that has been counted and is not invoiced, as it was told last.
create table use_count (
  organisation text not null,
  basis text not null check (basis in ('dispensed', 'issued', 'health_residents', 'social_residents', 'state_clients', 'reimbursement_data')),
  period_from text not null,
  period_to text not null,
  used bigint not null,
  counted_on text not null,
  version bigint not null,
  changed_at bigint not null,
  primary key (organisation, basis, period_from, period_to)
);
