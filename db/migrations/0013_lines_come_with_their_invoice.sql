-- An invoice is never added to: all its lines come in the one statement that writes its first.
CREATE FUNCTION refuse_later_invoice_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF EXISTS (
		SELECT FROM invoice_lines line WHERE line.invoice_id IN (SELECT invoice_id FROM added)
			AND NOT EXISTS (SELECT FROM added WHERE added.id = line.id)
	) THEN
		RAISE EXCEPTION 'an issued invoice is never added to' USING ERRCODE = 'restrict_violation';
	END IF;
	RETURN NULL;
END $$;
--> statement-breakpoint
CREATE TRIGGER "invoice_lines_come_once" AFTER INSERT ON "invoice_lines" REFERENCING NEW TABLE AS added FOR EACH STATEMENT EXECUTE FUNCTION refuse_later_invoice_lines();
