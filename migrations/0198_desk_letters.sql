-- The instructions for a review are a letter of their own, and the reasons begin without them: the whole letters of before
-- stay as they were kept and are used no more. The kinds are a list in the program.
create table letter_template_next (
  kind text not null,
  language text not null check (language in ('fi', 'sv')),
  version bigint not null,
  content text not null,
  saved_at bigint not null,
  saved_by_id text not null,
  saved_by_name text not null,
  primary key (kind, language, version)
);
insert into letter_template_next (kind, language, version, content, saved_at, saved_by_id, saved_by_name)
select kind, language, version, content, saved_at, saved_by_id, saved_by_name from letter_template;
drop table letter_template;
alter table letter_template_next rename to letter_template;
