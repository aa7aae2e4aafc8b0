import { Webhook } from "standardwebhooks"
import { expect, test } from "vitest"
import { minuteMs } from "@/lib/domain/time/lifetimes"
import { createResendTransport } from "./resend-transport"

const apiKey = "re_x"
const baseUrl = "http://127.0.0.1:1"
const webhookSecret = `whsec_${Buffer.from("a secret of twenty-four b").toString("base64")}`
const transport = createResendTransport({ apiKey, baseUrl, webhookSecret })

const signedAt = (body: string, at: Date, id = "msg_1") =>
  new Headers({
    "svix-id": id,
    "svix-timestamp": String(Math.floor(at.getTime() / 1_000)),
    "svix-signature": new Webhook(webhookSecret).sign(id, at, body),
  })

const bodyOf = (type: string, bounce?: string, tags: unknown = { outbox_mail: "m1" }) =>
  JSON.stringify({ type, data: { email_id: "re_1", tags, ...(bounce && { bounce: { type: bounce } }) } })

test("a signed webhook becomes an event with the outbox id and the outcome", () => {
  const now = new Date()
  const read = (body: string) => transport.readEvent(body, signedAt(body, now))
  expect(read(bodyOf("email.bounced", "Permanent"))).toEqual({
    id: "msg_1",
    type: "email.bounced",
    providerId: "re_1",
    mailId: "m1",
    outcome: "bounced",
    reason: null,
  })
  for (const type of ["Transient", "Undetermined"]) {
    expect(read(bodyOf("email.bounced", type))?.outcome, type).toBeNull()
  }
  const failed = { email_id: "re_1", tags: { outbox_mail: "m1" }, failed: { reason: "reached_daily_quota" } }
  expect(read(JSON.stringify({ type: "email.failed", data: failed }))).toMatchObject({
    mailId: "m1",
    outcome: "failed",
    reason: "reached_daily_quota",
  })
  const tagList = [{ name: "outbox_mail", value: "m2" }]
  expect(read(bodyOf("email.suppressed", undefined, tagList))).toMatchObject({
    mailId: "m2",
    outcome: "suppressed",
  })
  expect(read(bodyOf("email.opened"))?.outcome).toBeNull()
  expect(read(`{"type":3}`)).toMatchObject({ outcome: null, mailId: "", providerId: "" })
})

test("a webhook with an old signature, a changed body or no signature is refused", () => {
  const now = new Date()
  const body = bodyOf("email.bounced", "Permanent")
  const stale = new Date(now.getTime() - 10 * minuteMs)
  expect(transport.readEvent(body, signedAt(body, stale))).toBeNull()
  const future = new Date(now.getTime() + 2 * minuteMs)
  expect(transport.readEvent(body, signedAt(body, future))).toBeNull()
  expect(transport.readEvent(`${body} `, signedAt(body, now))).toBeNull()
  expect(transport.readEvent(body, new Headers())).toBeNull()
  const withoutSecret = createResendTransport({ apiKey, baseUrl })
  expect(withoutSecret.readEvent(body, signedAt(body, now))).toBeNull()
})
