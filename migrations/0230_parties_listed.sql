-- The job that tells parties who were listed while the application of their main joiner was being sent.
create index joined_party_listed on joined_party (id) where state = 'listed';
