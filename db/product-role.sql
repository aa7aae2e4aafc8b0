-- The rights of the role that runs the product. It owns nothing, so it can neither change the schema nor
-- switch off the triggers that protect issued invoices. Create the role once: create role
-- focus_sat_product login password '…'. Then `npm run migrate` runs this file each time, as the owner.
grant usage on schema public, drizzle to focus_sat_product;
grant select, insert, update, delete on all tables in schema public to focus_sat_product;
grant select on all tables in schema drizzle to focus_sat_product;
-- A table that this file has not seen can be read and added to, no more.
alter default privileges in schema public revoke update, delete on tables from focus_sat_product;
alter default privileges in schema public grant select, insert on tables to focus_sat_product;

-- Issued invoices are never changed or removed.
revoke update, delete on invoices, invoice_lines, invoice_pdfs from focus_sat_product;

-- The trail and the provider's events are only added to. Audit events leave by their age alone.
revoke update, delete on audit_events, payment_events from focus_sat_product;
grant execute on function delete_old_audit_events(timestamptz) to focus_sat_product;

-- Statements, locks and open transactions end by themselves. Set on the role, since a pooler in transaction
-- mode passes no startup parameters on. An owner that may not change roles sees a
-- warning, and the rest stands.
do $$
begin
  if not exists (
    select from pg_db_role_setting s join pg_roles r on r.oid = s.setrole
    where r.rolname = 'focus_sat_product' and s.setdatabase = 0
      and s.setconfig @> array['statement_timeout=60s', 'lock_timeout=15s', 'idle_in_transaction_session_timeout=60s']
  ) then
    alter role focus_sat_product set statement_timeout = '60s';
    alter role focus_sat_product set lock_timeout = '15s';
    alter role focus_sat_product set idle_in_transaction_session_timeout = '60s';
  end if;
exception when insufficient_privilege then
  raise warning 'focus_sat_product has no timeouts: run the three alter role statements of db/product-role.sql as an administrator';
end
$$;
