import "server-only"
import { createHash } from "node:crypto"
import { cookies } from "next/headers"
import type { CustomerId } from "@/lib/domain/ids/brand"
import type { CookieConfig } from "./auth-parts"
import { deviceCookie, hashSessionKey, newSessionKey, parseDeviceKey } from "./session-cookie"

/** Browsers of families know several accounts. */
const mostDevices = 8

/** `owner` tells the accounts of a browser apart; empty in a cookie from before each had a key of its own. */
type Device = { readonly owner: string; readonly key: string }

const ownerOf = (customerId: CustomerId) =>
  createHash("sha256").update(customerId).digest("base64url").slice(0, 8)

/** Newest first: "owner~key", or the key alone, with points between. */
export const parseDevices = (text: string | undefined): readonly Device[] =>
  (text ?? "")
    .split(".")
    .flatMap((part) => {
      const [key, owner = ""] = part.split("~").reverse()
      return parseDeviceKey(key) ? [{ owner, key: key ?? "" }] : []
    })
    .slice(0, mostDevices)

/** The cookie after an account got another key in this browser: the keys of the others stay. */
export function withDevice(text: string | undefined, customerId: CustomerId, key: string): string {
  const owner = ownerOf(customerId)
  const others = parseDevices(text).filter((device) => device.owner !== owner)
  return [{ owner, key }, ...others]
    .slice(0, mostDevices)
    .map((device) => (device.owner ? `${device.owner}~${device.key}` : device.key))
    .join(".")
}

/** The keys by which the accounts that signed in here know this browser. They open nothing. */
export function deviceKeys(config: CookieConfig) {
  const { name, options } = deviceCookie(config)

  async function hashes(): Promise<readonly Uint8Array[]> {
    return parseDevices((await cookies()).get(name)?.value).map(({ key }) => hashSessionKey(key))
  }

  /** Another key, for a browser that proved an owner again: copies of the old one are dead. */
  function create() {
    const key = newSessionKey()
    return {
      deviceHash: hashSessionKey(key),
      /** In an action or a route handler only. */
      async remember(customerId: CustomerId): Promise<void> {
        const jar = await cookies()
        jar.set(name, withDevice(jar.get(name)?.value, customerId, key), options)
      },
    }
  }

  return { hashes, create }
}
