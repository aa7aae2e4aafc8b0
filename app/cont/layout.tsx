import type { Metadata } from "next"
import type { ReactNode } from "react"
import { currentCustomer } from "@/app/_server/customer"
import { signOut } from "@/app/_server/sign-out"
import { AccountHeader } from "@/components/account/account-header"
import { PlacesNav } from "@/components/account/places-nav"
import { mainId, SkipLink } from "@/components/ui/skip-link"

export const metadata: Metadata = { robots: { index: false } }

/** The frame of the account. It is no gate: every page asks for the customer itself. */
export default async function AccountLayout({ children }: { readonly children: ReactNode }) {
  const customer = await currentCustomer()
  return (
    <>
      <SkipLink />
      <AccountHeader name={customer?.fullName} signOut={signOut} />
      <PlacesNav />
      <main
        id={mainId}
        tabIndex={-1}
        className="mx-auto w-full max-w-6xl px-5 pt-6 pb-28 outline-none md:pt-7 md:pb-16"
      >
        {children}
      </main>
    </>
  )
}
