-- Whoever takes a pharmacy again after giving it up gives it up anew: only a giving-up that has not had its effect stands in
-- the way of another.
drop index pharmacy_change_given_up_once;
create unique index pharmacy_change_given_up_once on pharmacy_change (organisation, pharmacy)
  where kind = 'giving_up' and state in ('sent', 'confirmed') and settled_at is null;
