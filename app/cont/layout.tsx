import type { Metadata } from "next"
import type { ReactNode } from "react"
import { currentCustomer } from "@/app/_server/customer"
import { readDraft } from "@/app/_server/draft"
import { signOut } from "@/app/_server/sign-out"
import { AccountHeader } from "@/components/account/account-header"
import { EmailTroubleBanner } from "@/components/account/email-trouble-banner"
import { PlacesNav } from "@/components/account/places-nav"
import { SupportPhoneProvider } from "@/components/account/support-phone"
import { Drafts } from "@/components/forms/drafts"
import { SiteFooter } from "@/components/site/site-footer"
import { mainId, SkipLink } from "@/components/ui/skip-link"
import { seller } from "@/lib/env"

export const metadata: Metadata = { robots: { index: false } }

/** The frame of the account. It is no gate: every page asks for the customer itself. */
export default async function AccountLayout({ children }: { readonly children: ReactNode }) {
  const customer = await currentCustomer()
  const owner = customer?.id ?? null
  return (
    <Drafts owner={owner} draft={owner && (await readDraft(owner))}>
      <SkipLink />
      <AccountHeader name={customer?.fullName} email={customer?.email} signOut={signOut} />
      <PlacesNav />
      {customer?.emailTrouble && <EmailTroubleBanner email={customer.email} />}
      <main
        id={mainId}
        tabIndex={-1}
        className="mx-auto w-full max-w-6xl grow px-5 pt-6 outline-none md:pt-7"
      >
        <SupportPhoneProvider phone={seller().phone}>{children}</SupportPhoneProvider>
      </main>
      {/* Clear of the places, which stand over the end of a phone's page. */}
      <div className="mt-16 bg-paper *:mt-0 docked:pb-20">
        <SiteFooter seller={seller()} isWide />
      </div>
    </Drafts>
  )
}
