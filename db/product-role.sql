-- All that a role needs to run the product. It owns nothing: it can neither change the schema nor switch off the triggers
-- that keep invoices as they were issued. Run as the owner, after `npm run migrate`, in the product's database; the role is
-- there already: create role focus_sat_product login password '…'. Running it again is safe, and later tables are covered.
grant usage on schema public, drizzle to focus_sat_product;
grant select, insert, update, delete on all tables in schema public to focus_sat_product;
grant select on all tables in schema drizzle to focus_sat_product;
alter default privileges in schema public grant select, insert, update, delete on tables to focus_sat_product;

-- What is issued stays as it is.
revoke update, delete on invoices, invoice_lines from focus_sat_product;
