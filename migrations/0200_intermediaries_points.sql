-- Who has been let join through a point, by key.
create index connection_by_point on connection (point, id) where state = 'confirmed';
