-- A private organisation of a form whose officers do not act by position is not a public body.
alter table authority add column nature_told text not null default 'unasked' check (nature_told in ('private', 'sole-trader', 'practitioner', 'pharmacist', 'foundation', 'public', 'other', 'not-registered', 'unknown', 'unasked'));
update authority set nature_told = nature;
alter table authority drop column nature;
alter table authority rename column nature_told to nature;
