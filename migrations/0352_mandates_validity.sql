-- The end dates that a person has entered, for the person's own page.
create index mandate_validity_by_person on mandate_validity (person_id);
