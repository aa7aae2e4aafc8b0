-- The rights of the role that runs the product. It owns nothing, so it can neither change the schema nor
-- switch off the triggers that protect issued invoices. Create the role once: create role
-- focus_sat_product login password '…'. Then run this file as the owner, after `npm run migrate`, in the
-- product's database. Running it again is safe, and later tables are covered.
grant usage on schema public, drizzle to focus_sat_product;
grant select, insert, update, delete on all tables in schema public to focus_sat_product;
grant select on all tables in schema drizzle to focus_sat_product;
alter default privileges in schema public grant select, insert, update, delete on tables to focus_sat_product;

-- Issued invoices are never changed or removed.
revoke update, delete on invoices, invoice_lines, invoice_pdfs from focus_sat_product;
