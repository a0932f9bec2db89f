-- A rejection keeps how the applicant was heard and how one asks for a review apart from its reasons; an approval and the
-- decisions of before have neither.
alter table decision add column hearing text;
alter table decision add column instructions text;
alter table decision_proposal add column hearing text;
alter table decision_proposal add column instructions text;
