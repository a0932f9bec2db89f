-- What a certified system is for: the work of care, a pharmacy, or images (their archive, radiology, their viewer). The next
-- import of the operator's list says it of those that are there.
alter table information_system add column kind text not null default 'care'
  check (kind in ('care', 'pharmacy', 'archive', 'radiology', 'viewer'));
