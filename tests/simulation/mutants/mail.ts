import type { Mutant } from "./mutant"

const deliver = "lib/outbox/deliver-outbox.ts"

export const mailMutants: readonly Mutant[] = [
  {
    name: "each try has a key of its own",
    file: deliver,
    find: "app.mail.send(batch.rendered, batch.id)",
    replace: "app.mail.send(batch.rendered, [batch.id, batch.attempts, attempt].join(':'))",
  },
  {
    name: "a send of unknown outcome is repeated for ever",
    file: deliver,
    find: "const retriableMs = 23 * hourMs",
    replace: "const retriableMs = 23_000 * hourMs",
  },
  {
    name: "a send of unknown outcome counts as sent",
    file: deliver,
    find: "if (isRetriable) return postponeBatch(app.db, unsettled, later(now, minuteMs))",
    replace:
      "if (isRetriable) return void (await settleSentBatch(app.db, { id: batch.id, providerIds: batch.mailIds }, now))",
  },
  {
    name: "the lease of a batch is forgotten",
    file: deliver,
    find: "const stale = isStale ? await reclaimBatch(app) : null",
    replace: "const stale = isStale && app.now().getTime() < 0 ? await reclaimBatch(app) : null",
  },
  {
    name: "a second mail of one cause is an error",
    file: "db/queries/outbox-mails.ts",
    find: ".onConflictDoNothing({ target: outboxMails.dedupeKey, where: sql`dedupe_key is not null` })",
    replace: "",
  },
  {
    name: "imported periods are not announced",
    file: "db/queries/due-alerts.ts",
    find: `s.status = 'active' and s.ends_at > \${at(after)}`,
    replace: `s.status = 'active' and s.offer_id is not null and s.ends_at > \${at(after)}`,
  },
  {
    name: "only the day of the end is announced",
    file: "lib/alerts/due-alerts.ts",
    find: "const window = alertWindow(now)",
    replace: "const window = { ...alertWindow(now), before: new Date(now.getTime() + 3_600_000) }",
  },
]
