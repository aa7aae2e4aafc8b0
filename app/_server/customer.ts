import "server-only"
import { headers } from "next/headers"
import { redirect } from "next/navigation"
import { cache } from "react"
import { auth } from "@/lib/app-context"
import type { CustomerId, EmailAddress, SessionId } from "@/lib/domain/ids/brand"
import { paths } from "@/lib/paths"

export type CurrentCustomer = {
  readonly id: CustomerId
  readonly sessionId: SessionId
  readonly email: EmailAddress
  readonly fullName: string
  /** Mail to the address does not arrive. */
  readonly emailTrouble: "bounced" | "suppressed" | null
}

/** The signed-in customer, or null. Reads the session row: once per request, however many components ask. */
export const currentCustomer = cache(async (): Promise<CurrentCustomer | null> => auth().currentCustomer())

/** The gate that every account page, action and route handler calls itself. Leads to sign-in and back here afterwards. */
export async function requireCustomer(): Promise<CurrentCustomer> {
  const customer = await currentCustomer()
  if (customer) return customer
  const here = (await headers()).get("x-path") ?? paths.account
  redirect(paths.signInThen(here))
}
