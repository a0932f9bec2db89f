-- The application for another service that goes out in the same go: the common answers are kept equal, both are signed
-- in one turn, and each becomes a case of its own. Both rows name each other. It is taken away when a draft is taken out
-- of the pair; with what was sent it stays.
alter table application add column companion text;
