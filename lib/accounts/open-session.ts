import "server-only"
import { rememberDevice, renewDevice } from "@/db/queries/known-devices"
import { insertSession } from "@/db/queries/sessions"
import type { App } from "@/lib/app"
import { recordEvent } from "@/lib/audit/record-event"
import type { NewSession } from "@/lib/auth/auth-parts"
import { enqueueMailTo } from "@/lib/outbox/enqueue-mail"
import { shortIp } from "@/lib/runtime/ip-address"
import { deviceName } from "./device-name"

/**
 * Signs a browser in; one that the customer knows gets another device key. A mail is sent if the customer has
 * used other browsers before, and never this one.
 */
export async function openSession(app: App, { customerId, keyHash, client }: NewSession): Promise<void> {
  const now = app.now()
  const from = shortIp(client.ip)
  await app.db.transaction(async (tx) => {
    const { userAgent, deviceHash } = client
    await insertSession(tx, { keyHash, customerId, userAgent, shortIp: from, deviceHash }, now)
    await recordEvent(tx, { kind: "signed-in", customerId, client }, now)
    const renewal = { customerId, from: client.deviceHashes, to: deviceHash, isSignIn: true }
    if (await renewDevice(tx, renewal, now)) return
    const device = await rememberDevice(tx, { customerId, keyHash: deviceHash }, now)
    if (device === "first") return
    const props = { signedInAt: now.toISOString(), device: deviceName(client.userAgent), shortIp: from }
    const dedupeKey = `new-sign-in:${Buffer.from(keyHash).toString("base64url")}`
    await enqueueMailTo(tx, { kind: "new-sign-in", props, customerId, dedupeKey }, now)
  })
}
