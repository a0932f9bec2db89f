-- Invoices whose state a file has turned: what was open became paid or credited, what was paid became credited.
create table invoice_turned (
  import_id text not null references invoice_import (id),
  invoice_id text not null references invoice (id),
  state_before text not null check (state_before in ('open', 'paid', 'credited')),
  state_after text not null check (state_after in ('open', 'paid', 'credited')),
  primary key (import_id, invoice_id)
);
