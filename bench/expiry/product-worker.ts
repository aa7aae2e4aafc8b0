import { registerHooks } from "node:module"
import { pathToFileURL } from "node:url"
import { asc } from "drizzle-orm"
import { closeDb, schema } from "@/db/client"
import { sendExpiryAlerts } from "@/lib/alerts/send-expiry-alerts"
import type { App } from "@/lib/app"
import { composeMail } from "@/lib/outbox/compose-mail"
import { pack } from "@/lib/outbox/payload"
import { storedContent } from "@/lib/outbox/stored-content"
import { workOn } from "../lib/worker"
import { productApp } from "./product-app"
import type { ProductResult, ProductTask, Timed } from "./tasks"
import { timed } from "./timed"

const budgetMs = 3_600_000
const composedAtMost = 10_000
let replacedModules = 0

await workOn(async (task: ProductTask): Promise<ProductResult> => {
  const app = productApp(task.url, { startsAt: task.startsAt, mailUrl: task.mailUrl })
  const announced = await timed(async () => (await sendExpiryAlerts(app, { budgetMs })).enqueued)
  const composed = task.mailUrl ? null : await composeAlone(app)
  // Before the import below, which loads the modules that are replaced.
  if (!task.mailUrl) replaceRendering()
  const { deliverOutbox } = await import("@/lib/outbox/deliver-outbox")
  if (!task.mailUrl && replacedModules !== 2) throw new Error("Rendering was not replaced")
  const startedAt = Date.now()
  const delivered = await timed(async () => (await deliverOutbox(app, { budgetMs })).sent)
  const endedAt = Date.now()
  await closeDb(app.db)
  return { startedAt, endedAt, announced, delivered, composed }
})

/** What freezing does besides the database: renders the mails and packs the bytes, a batch at a time. */
async function composeAlone(app: App): Promise<Timed> {
  const { id, recipient, kind, props } = schema.outboxMails
  const mails = await app.db
    .select({ id, recipient, kind, props })
    .from(schema.outboxMails)
    .orderBy(asc(id))
    .limit(composedAtMost)
  return timed(async () => {
    for (let at = 0; at < mails.length; at += 100) {
      const batch = mails.slice(at, at + 100).map(async (mail) => {
        return composeMail(app, { ...mail, content: storedContent(mail) })
      })
      const composed = (await Promise.all(batch)).flatMap((one) =>
        one.kind === "written" ? [one.rendered] : [],
      )
      if ((await pack(composed)).length === 0) throw new Error("No mail was rendered")
    }
    return mails.length
  })
}

/** Makes lib/outbox/freeze-batch.ts import ready-made.ts instead of the modules that render and pack. */
function replaceRendering() {
  const readyMade = pathToFileURL(`${import.meta.dirname}/ready-made.ts`).href
  registerHooks({
    resolve(specifier, context, next) {
      const isForFreezing = context.parentURL?.includes("/lib/outbox/freeze-batch.ts")
      const isReplaced = isForFreezing && /^\.\/(compose-mail|payload)$/.test(specifier)
      if (isReplaced) replacedModules += 1
      return next(isReplaced ? readyMade : specifier, context)
    },
  })
}
