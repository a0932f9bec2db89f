-- Home pages ask for rejections of their organisation that can still be corrected.
create index application_rejected on application (organisation, decided_at) where state = 'rejected';
