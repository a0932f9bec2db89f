-- Home pages ask whether their organisation owns an access point.
create index access_point_by_owner on access_point (owner);
