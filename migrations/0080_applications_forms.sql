-- An application and its deployment keep which form they began with, and as what kind of customer they are asked. Rows
-- without these began when each service had one form, for private customers with units: null means just that.
alter table application add column form text;
-- Kind of the customer and what is known of it, separated by spaces, in the form of Profile::code.
alter table application add column profile text;
alter table deployment add column form text;
alter table deployment add column profile text;
