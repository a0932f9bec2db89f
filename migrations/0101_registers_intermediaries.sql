-- Kanta intermediaries (THL's register of them), imported with the systems and the access points.
create table intermediary (
  business_id text primary key,
  oid text not null,
  name text not null,
  -- where the intermediary wants its notices until it says otherwise here
  email text
);
-- Who supplies a system, by business ID; the name alone is no proof.
alter table information_system add column supplier_id text;
-- The first and the last day of an access point's use, YYYY-MM-DD; null is unlimited.
alter table access_point add column valid_from text;
alter table access_point add column valid_until text;
-- The last day of the certificate that its owner has uploaded here. The import leaves it alone.
alter table access_point add column certificate_uploaded text;
