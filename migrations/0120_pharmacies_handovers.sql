-- A pharmacy that changes hands, with the plan that both pharmacists and the vendor share. The takeover date is that of
-- the pharmacy register and follows it.
create table handover (
  id text primary key,
  -- the case number
  number text not null unique,
  -- OID of the main pharmacy
  pharmacy text not null,
  pharmacy_name text not null,
  has_branches bigint not null check (has_branches in (0, 1)),
  -- business IDs of the two pharmacists
  leaving text not null,
  incoming text not null,
  takeover_date text not null,
  -- business ID and name of the Kanta intermediary that one of them named
  vendor text,
  vendor_name text,
  version bigint not null,
  opened_at bigint not null,
  unique (pharmacy, leaving, incoming)
);
create index handover_by_leaving on handover (leaving, takeover_date);
create index handover_by_incoming on handover (incoming, takeover_date);
create index handover_by_vendor on handover (vendor, takeover_date);
create index handover_by_day on handover (takeover_date, id);

-- What one side gave for the plan: where reminders go, and the telephone that answers on the day.
create table handover_side (
  handover_id text not null references handover (id),
  side text not null check (side in ('leaving', 'incoming', 'vendor')),
  email text not null,
  phone text not null,
  language text not null check (language in ('fi', 'sv')),
  -- how many of the reminders have been sent
  reminded bigint not null,
  version bigint not null,
  primary key (handover_id, side)
);

-- Lines of the plan that are done: who and when.
create table handover_tick (
  handover_id text not null references handover (id),
  line text not null,
  done_at bigint not null,
  done_by text not null,
  primary key (handover_id, line)
);

-- Notifications of changes that pharmacists send, giving up the licence among them.
create table pharmacy_change (
  id text primary key,
  number text not null unique,
  organisation text not null,
  organisation_name text not null,
  kind text not null check (kind in ('main_to_branch', 'branch_to_main', 'new_branch', 'branch_moves', 'closing',
    'temporary_closing', 'giving_up')),
  -- OID of the pharmacy; none of a branch that the register does not have yet
  pharmacy text,
  pharmacy_name text not null,
  effective_on text not null,
  -- the last day of a temporary closing
  until_on text,
  -- business ID of the pharmacist who receives a branch
  receiver text,
  details text not null,
  -- where the last invoice goes, sealed
  invoice blob,
  email text not null,
  language text not null check (language in ('fi', 'sv')),
  state text not null check (state in ('sent', 'confirmed', 'refused', 'withdrawn')),
  version bigint not null,
  sent_at bigint not null,
  sent_by text not null,
  decided_at bigint,
  reason text
);
create index pharmacy_change_by_organisation on pharmacy_change (organisation, sent_at, id);
create index pharmacy_change_waiting on pharmacy_change (state, effective_on, id);
