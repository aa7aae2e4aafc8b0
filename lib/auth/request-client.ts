import "server-only"
import { headers } from "next/headers"
import type { Client } from "@/lib/runtime/client"
import { lastIp } from "@/lib/runtime/ip-address"
import type { AuthParts } from "./auth-parts"
import { deviceKeys } from "./device-keys"
import { signUpKeys } from "./sign-up-keys"

type ClientOptions = Pick<AuthParts, "secrets" | "https" | "trustedIpHeader">

/** Reads from the current request where it comes from. */
export function requestClient(options: ClientOptions) {
  const devices = deviceKeys(options)
  const signUps = signUpKeys(options)

  return async function client(): Promise<Client> {
    const header = await headers()
    return {
      ip: options.trustedIpHeader ? lastIp(header.get(options.trustedIpHeader)) : null,
      userAgent: printable(header.get("user-agent") ?? "").slice(0, 300),
      deviceHashes: await devices.hashes(),
      signUpHashes: await signUps.hashes(),
    }
  }
}

/** Without control characters: a header can hold any, and PostgreSQL's text cannot store NUL. */
const printable = (text: string) => text.toWellFormed().replace(/\p{Cc}/gu, "")
