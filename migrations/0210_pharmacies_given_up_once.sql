-- A pharmacist gives a pharmacy up once, however often and from how many pages at once it is sent.
create unique index pharmacy_change_given_up_once on pharmacy_change (organisation, pharmacy)
  where kind = 'giving_up' and state in ('sent', 'confirmed');
