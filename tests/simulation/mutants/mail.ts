import type { Mutant } from "./mutant"

const settle = "lib/outbox/settle-batch.ts"

export const mailMutants: readonly Mutant[] = [
  {
    name: "each try has a key of its own",
    file: "lib/outbox/send-batch.ts",
    find: "app.mail.send(batch.rendered, batch.id)",
    replace: "app.mail.send(batch.rendered, [batch.id, batch.attempts, attempt].join(':'))",
  },
  {
    name: "a send of unknown outcome is repeated for ever",
    file: settle,
    find: "const retriableMs = 23 * hourMs",
    replace: "const retriableMs = 23_000 * hourMs",
  },
  {
    name: "a send of unknown outcome counts as sent",
    file: settle,
    find: "if (isRetriable(batch.unknownSince, now)) return postponeBatch(app.db, unsettled, retryAt)",
    replace:
      "if (isRetriable(batch.unknownSince, now)) return void (await settleSentBatch(app.db, { id: batch.id, providerIds: batch.mailIds }, now))",
  },
  {
    name: "the lease of a batch is forgotten",
    file: "lib/outbox/deliver-outbox.ts",
    find: "const reclaimed = stale === null ? undefined",
    replace: "const reclaimed = stale === null || app.now().getTime() > 0 ? undefined",
  },
  {
    name: "the age of a batch is not looked at before it is sent",
    file: "lib/outbox/reclaim-batch.ts",
    find: "if (unknownBefore && !isRetriable(unknownBefore, now)) {",
    replace: "if (unknownBefore && now.getTime() < 0) {",
  },
  {
    name: "a bounced reminder keeps its claim",
    file: "lib/outbox/settle-mail-event.ts",
    find: `  if (outcome !== "complained") {
    await forgetAlertsOf(tx, id)`,
    replace: `  if (outcome !== "complained") {`,
  },
  {
    name: "a dropped reminder keeps its claim",
    file: "lib/outbox/check-mails.ts",
    find: "untold.push(...untoldAlerts(stored, reason === null ? mail : null))",
    replace: "",
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
