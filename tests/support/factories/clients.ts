import { randomBytes } from "node:crypto"
import type { Client } from "@/lib/runtime/client"

/** The client of a request. Without an address the request has no trusted IP header. */
export const aClient = (ip: string | null = null): Client => ({
  ip,
  userAgent:
    "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
  deviceHashes: [],
  signUpHashes: [],
})

/** The same client with a device cookie. */
export const aDevice = (ip: string | null = null) => {
  const deviceHash = new Uint8Array(randomBytes(32))
  return { ...aClient(ip), deviceHash, deviceHashes: [deviceHash] }
}

/** A browser that has signed up: it holds the key of its sign-ups. */
export const aBrowser = (ip: string | null = null) => {
  const keyHash = new Uint8Array(randomBytes(32))
  return { ...aClient(ip), keyHash, signUpHashes: [keyHash] }
}
