-- What officers have done to a case, in order and with their names: its history at the desk, which nothing that is done later
-- changes.
create table application_officer_turn (
  id text primary key,
  application text not null references application (id),
  at bigint not null,
  what text not null,
  -- unknown for what was done before this table came
  officer_name text,
  -- YYYY-MM-DD: the last day to answer that was set, and the one before it
  deadline text,
  deadline_before text
);
create index application_officer_turn_by_application on application_officer_turn (application, id);

-- What is known of earlier requests: the last day that holds now, and not who took a request back.
insert into application_officer_turn (id, application, at, what, officer_name, deadline)
select id, application, asked_at, 'supplement_requested', officer_name, deadline from supplement;
insert into application_officer_turn (id, application, at, what)
select id || '-recalled', application, recalled_at, 'supplement_recalled' from supplement where recalled_at is not null;
