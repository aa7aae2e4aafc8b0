/**
 * Changes of issued invoices. They name no single row where they can: a refusal must not depend on the row.
 */
export const invoiceChanges = [
  "update invoices set total_bani = total_bani + 1",
  "update invoices set number = number + 1 where number = 1",
  "delete from invoices where number = 1",
  "truncate invoices cascade",
  "insert into invoices select * from invoices on conflict (id) do update set total_bani = 1",
  "update invoice_lines set price_bani = price_bani + 1",
  "delete from invoice_lines where position = 0",
  "truncate invoice_lines",
  "truncate orders cascade",
  `insert into invoice_lines (id, invoice_id, position, text, price_bani, net_bani)
    select gen_random_uuid(), invoice_id, 1000, text, 0, 0 from invoice_lines where position = 0`,
]

/** Statements that would remove the protection against the changes above. */
export const protectionChanges = [
  "alter table invoices disable trigger all",
  "alter table invoice_lines disable trigger user",
  "drop trigger invoice_lines_come_once on invoice_lines",
  "create or replace function refuse_change_of_invoice() returns trigger language plpgsql as 'begin return null; end'",
  "set session_replication_role = replica",
  "alter role current_user superuser",
  "drop table invoice_lines",
  "create table mine (id int)",
  "update drizzle.__drizzle_migrations set created_at = 1",
]
