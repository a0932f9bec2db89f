-- Of an extension of use: which service of the organisation it extends, as its application says.
alter table deployment add column extends text;
