-- Templates of the officers' letters, every version; the newest is used. Where there is none, the portal's own text is.
create table letter_template (
  kind text not null check (kind in ('rejection', 'heard', 'not_heard')),
  language text not null check (language in ('fi', 'sv')),
  version bigint not null,
  content text not null,
  saved_at bigint not null,
  saved_by_id text not null,
  saved_by_name text not null,
  primary key (kind, language, version)
);
