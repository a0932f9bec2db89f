-- What a person did last, for the person's own page.
create index audit_entry_by_person on audit_entry (person_id, id);
