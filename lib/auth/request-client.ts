import "server-only"
import { cookies, headers } from "next/headers"
import type { Client, KnownClient } from "@/lib/runtime/client"
import { lastIp } from "@/lib/runtime/ip-address"
import type { AuthParts } from "./auth-parts"
import { deviceCookie, hashSessionKey, newSessionKey, parseDeviceKey } from "./session-cookie"
import { signUpKeys } from "./sign-up-keys"

type ClientOptions = Pick<AuthParts, "secrets" | "https" | "trustedIpHeader">

/** Reads from the current request where it comes from. */
export function requestClient(options: ClientOptions) {
  const device = deviceCookie(options)
  const signUps = signUpKeys(options)

  async function client(): Promise<Client> {
    const [header, jar] = [await headers(), await cookies()]
    const key = parseDeviceKey(jar.get(device.name)?.value)
    return {
      ip: options.trustedIpHeader ? lastIp(header.get(options.trustedIpHeader)) : null,
      userAgent: printable(header.get("user-agent") ?? "").slice(0, 300),
      deviceHash: key === null ? null : hashSessionKey(key),
      signUpHashes: await signUps.hashes(),
    }
  }

  /** Also sets the device cookie if the browser has none. Callable in an action or a route handler only. */
  async function knownClient(): Promise<KnownClient> {
    const jar = await cookies()
    const key = parseDeviceKey(jar.get(device.name)?.value) ?? newSessionKey()
    jar.set(device.name, key, device.options)
    return { ...(await client()), deviceHash: hashSessionKey(key) }
  }

  /** Another device key, for a browser that proved its owner again: copies of the old one are dead. */
  function newDevice() {
    const key = newSessionKey()
    return {
      deviceHash: hashSessionKey(key),
      /** In an action or a route handler only. */
      async remember(): Promise<void> {
        const jar = await cookies()
        jar.set(device.name, key, device.options)
      },
    }
  }

  return { client, knownClient, newDevice }
}

/** Without control characters: a header can hold any, and PostgreSQL's text cannot store NUL. */
const printable = (text: string) => text.toWellFormed().replace(/\p{Cc}/gu, "")
