-- Files that people attach to a matter. The content is sealed with the key of the portal to the row's id.
create table attachment (
  id text primary key,
  -- the application or other matter that it belongs to
  subject text not null,
  organisation text not null,
  -- step.question
  field text not null,
  -- cleaned; never with an identity code
  name text not null,
  kind text not null,
  -- of the content before it was sealed
  size bigint not null,
  sha256 text not null,
  content blob not null,
  -- whether a virus scanner has looked at it
  scanned bigint not null check (scanned in (0, 1)),
  at bigint not null,
  by_id text not null,
  by_name text not null
);
create index attachment_by_subject on attachment (subject, id);
