-- Drafts that somebody with a tie to an organisation prepares before they have the right. They lie apart from the
-- organisation's own applications, so that no statement about those can show them. One that the organisation puts aside in
-- favour of another lies here too; it has no author, only the name of whoever began it.
create table prepared_draft (
  id text primary key,
  organisation text not null,
  -- as Suomi.fi gave it
  organisation_name text not null,
  service text not null,
  catalogue_version bigint not null,
  -- which form it is, and as what kind of customer the organisation is asked, in the form of Profile::code
  form text not null,
  profile text not null,
  state text not null check (state in ('open', 'taken_over', 'discarded', 'removed')),
  case_language text not null check (case_language in ('fi', 'sv')),
  created_at bigint not null,
  changed_at bigint not null,
  -- empty for one that the organisation put aside
  author_id text not null,
  author_name text not null,
  -- when its author was warned that it will be removed
  warned_at bigint,
  ended_at bigint
);
create unique index prepared_draft_one_open on prepared_draft (author_id, organisation, service)
  where state = 'open' and author_id <> '';
create index prepared_draft_by_author on prepared_draft (author_id, created_at);
create index prepared_draft_by_organisation on prepared_draft (organisation, created_at) where state = 'open';
create index prepared_draft_by_change on prepared_draft (changed_at) where state = 'open';

-- The answers, as in application_step; they are deleted when the draft ends.
create table prepared_step (
  draft text not null references prepared_draft (id),
  step text not null,
  answers text not null,
  state text not null check (state in ('untouched', 'partial', 'wrong', 'done')),
  version bigint not null,
  saved_at bigint,
  saved_by text,
  saved_by_name text,
  primary key (draft, step)
);
