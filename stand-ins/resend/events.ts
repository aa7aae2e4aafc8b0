import { randomUUID } from "node:crypto"
import { Webhook } from "standardwebhooks"
import type { StoredMail } from "./store"

export const mailEventTypes = [
  "delivered",
  "bounced",
  "soft-bounced",
  "complained",
  "suppressed",
  "failed",
] as const
export type MailEventType = (typeof mailEventTypes)[number]

export type EventTarget = { readonly url: string; readonly secret: string }

/** Sends a signed event about a mail to the product; returns the status of the product's answer. */
export async function sendEvent(target: EventTarget, mail: StoredMail, type: MailEventType): Promise<number> {
  const id = `msg_${randomUUID()}`
  const body = JSON.stringify(eventOf(mail, type))
  const at = new Date()
  const headers = {
    "content-type": "application/json",
    "svix-id": id,
    "svix-timestamp": String(Math.floor(at.getTime() / 1_000)),
    "svix-signature": new Webhook(target.secret).sign(id, at, body),
  }
  const answer = await fetch(target.url, { method: "POST", headers, body })
  return answer.status
}

function eventOf({ id, from, to, subject, tags }: StoredMail, type: MailEventType) {
  const at = new Date().toISOString()
  return {
    type: type === "soft-bounced" ? "email.bounced" : `email.${type}`,
    created_at: at,
    data: {
      created_at: at,
      email_id: id,
      from,
      to,
      subject,
      tags: Object.fromEntries(tags.map(({ name, value }) => [name, value])),
      ...(type === "bounced" && {
        bounce: { type: "Permanent", subType: "General", message: "No such user" },
      }),
      ...(type === "failed" && { failed: { reason: "reached_daily_quota" } }),
      ...(type === "soft-bounced" && {
        bounce: { type: "Transient", subType: "MailboxFull", message: "Mailbox full" },
      }),
    },
  }
}
