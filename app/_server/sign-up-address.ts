import "server-only"
import { cookies } from "next/headers"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { parseEmailAddress } from "@/lib/domain/people/email-address"
import { signUpAddressMinutes } from "@/lib/domain/time/lifetimes"
import { isHttps } from "@/lib/env"
import { paths } from "@/lib/paths"

const name = "focus-sat-adresa"

/** Keeps the address of the sign-up form in a cookie, for the page that can send the link again. */
export async function rememberAddress(address: EmailAddress): Promise<void> {
  const jar = await cookies()
  const options = { httpOnly: true, sameSite: "lax", secure: isHttps(), path: paths.checkInbox } as const
  jar.set(name, address, { ...options, maxAge: signUpAddressMinutes * 60 })
}

/** When the browser may have passed to another person: at every sign-in, and when one signs out. */
export async function forgetAddress(): Promise<void> {
  const jar = await cookies()
  if (jar.has(name)) jar.set(name, "", { path: paths.checkInbox, maxAge: 0 })
}

export async function rememberedAddress(): Promise<EmailAddress | null> {
  return parseEmailAddress((await cookies()).get(name)?.value ?? "")
}
