-- Contacts are kept in one place. What a pharmacist has corrected or confirmed last moves there, unless something newer is
-- there already.
insert into contact_persons (organisation, number, persons, saved_at, saved_by, saved_by_name)
select p.organisation,
       (select coalesce(max(c.number), 0) + 1 from contact_persons c where c.organisation = p.organisation),
       p.contacts, p.confirmed_at, p.confirmed_by, p.confirmed_by_name
from pharmacy_contacts_confirmed p
where p.number = (select max(n.number) from pharmacy_contacts_confirmed n where n.organisation = p.organisation)
  and not exists (select 1 from contact_persons c where c.organisation = p.organisation and c.saved_at >= p.confirmed_at);
