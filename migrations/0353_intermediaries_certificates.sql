-- The certificates of all points of an intermediary.
create index server_certificate_by_organisation on server_certificate (organisation, uploaded_at);
