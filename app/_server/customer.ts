import "server-only"
import { headers } from "next/headers"
import { redirect } from "next/navigation"
import { cache } from "react"
import { auth } from "@/lib/app-context"
import type { SignedInCustomer } from "@/lib/auth/auth-parts"
import { paths } from "@/lib/paths"

/**
 * The signed-in customer, or null. `cache` makes this one session read per request, however many components
 * ask.
 */
export const currentCustomer = cache(async (): Promise<SignedInCustomer | null> => auth().currentCustomer())

/**
 * Every account page, action and route handler calls this itself. Redirects to sign-in, which leads back
 * here.
 */
export async function requireCustomer(): Promise<SignedInCustomer> {
  const customer = await currentCustomer()
  if (customer) return customer
  const here = (await headers()).get("x-path") ?? paths.account
  redirect(paths.signInThen(here))
}
