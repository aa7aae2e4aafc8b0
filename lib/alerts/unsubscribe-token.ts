import "server-only"
import { type BinaryLike, createHmac, timingSafeEqual } from "node:crypto"
import type { App } from "@/lib/app"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"

/**
 * The token of a reminder's link: the customer's id and an HMAC of it. It turns reminders off without signing
 * in and permits nothing else. It is valid while its secret is one of AUTH_SECRET's. Tokens mailed by earlier
 * versions were made with the secret itself and stay valid.
 */
export function unsubscribeToken({ secrets }: App, customerId: CustomerId): string {
  const [key] = secrets.unsubscribe.keys
  return `${Buffer.from(customerId.replaceAll("-", ""), "hex").toString("base64url")}.${proofOf(customerId, key)}`
}

/** The customer of a token; null for a forged one. */
export function customerOfToken({ secrets }: App, token: string): CustomerId | null {
  const [who = "", proof = "", ...more] = token.split(".")
  const hex = Buffer.from(who, "base64url").toString("hex")
  const id = parseId<CustomerId>(hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5"))
  if (more.length > 0 || !id) return null
  const { keys, ofEarlierVersions } = secrets.unsubscribe
  const isOurs = [...keys, ...ofEarlierVersions].some((key) => isSame(proof, proofOf(id, key)))
  return isOurs ? id : null
}

const proofOf = (customerId: CustomerId, key: BinaryLike) =>
  createHmac("sha256", key).update(`reminders-off:${customerId}`).digest("base64url")

const isSame = (given: string, right: string) =>
  Buffer.byteLength(given) === right.length && timingSafeEqual(Buffer.from(given), Buffer.from(right))
