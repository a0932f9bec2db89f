-- A supplement request that an officer took back. It is closed then: answered_at has the same time, and nobody answered.
alter table supplement add column recalled_at bigint;
