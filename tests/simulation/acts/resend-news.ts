import type { MailEvent } from "@/lib/mail/transport"
import { settleMailEvent } from "@/lib/outbox/settle-mail-event"
import type { MailEventNews } from "../vendors/resend-model"
import { type Handler, hours, type Scene } from "../world/world"

/**
 * A webhook about a mail: within minutes, now and then hours late, twice or never. Of a mail that failed it
 * always comes: Resend repeats it, and nothing else says so.
 */
export function sendMailWebhook({ world, follow }: Scene, { mail, type }: MailEventNews): void {
  const random = world.random(`mail:${mail.to}:${mail.subject}:${mail.at}`)
  const fate = random.weighted({ soon: 85, late: 7, twice: 4, never: type === "email.failed" ? 0 : 4 })
  // Deliveries change nothing that the promises look at; bounces do.
  if (fate === "never" || (type === "email.delivered" && fate === "soon")) return
  const about = { type, providerId: mail.providerId, mailId: mail.mailId, to: mail.to }
  const afterMs = fate === "late" ? hours(20 * random.next()) : random.between(2_000, 300_000)
  follow({ kind: "resend-webhook", who: "resend", afterMs, about })
  if (fate === "twice") follow({ kind: "resend-webhook", who: "resend", afterMs: afterMs + hours(1), about })
}

const outcomes: Readonly<Record<string, MailEvent["outcome"]>> = {
  "email.delivered": "delivered",
  "email.bounced": "bounced",
  "email.failed": "failed",
}

/** As the product's route does it. */
export const resendWebhook: Handler = async ({ world, act }) => {
  const { type = "", providerId = "", mailId = "" } = act.about
  const outcome = outcomes[type] ?? null
  const event = { id: `${type}:${providerId}`, type, providerId, mailId, outcome, reason: "as Resend says" }
  return settleMailEvent(world.app, event)
}
