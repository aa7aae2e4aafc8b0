-- The product's role may add audit events, and read them. It removes only those older than a year, by the
-- clock of the database: this function runs in the role that owns the table.
CREATE FUNCTION "delete_old_audit_events"("before" timestamptz) RETURNS bigint
LANGUAGE sql SECURITY DEFINER SET search_path = public, pg_temp AS $$
  with deleted as (
    delete from audit_events where at < least("before", now() - interval '365 days') returning 1
  )
  select count(*) from deleted
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION "delete_old_audit_events"(timestamptz) FROM PUBLIC;
