-- A company register that answers that it does not know an organisation is not one that does not answer.
alter table authority add column nature_told text not null default 'unasked' check (nature_told in ('private', 'sole-trader', 'practitioner', 'pharmacist', 'foundation', 'public', 'not-registered', 'unknown', 'unasked'));
update authority set nature_told = nature;
alter table authority drop column nature;
alter table authority rename column nature_told to nature;
