import type { Metadata } from "next"
import { requireCustomer } from "@/app/_server/customer"
import { FlashMessage } from "@/app/_server/flash-message"
import { AccountCards } from "@/app/cont/_overview/account-cards"
import { CardPages } from "@/components/account/card-pages"
import { HelpLinks } from "@/components/site/help-links"
import { isNewAccount } from "@/lib/accounts/is-new-account"
import { app } from "@/lib/app-context"
import { parsePage } from "@/lib/domain/pages"
import { env } from "@/lib/env"
import { paths, queryNames } from "@/lib/paths"
import { listPackageNames } from "@/lib/smartcards/list-package-names"
import { accountPage } from "@/lib/subscriptions/account-page"
import { LinkForm } from "./link-form"
import { Welcome } from "./welcome"

export const metadata: Metadata = { title: "Smartcarduri" }

type Query = { readonly [queryNames.page]?: string | string[] }

export default async function SmartcardsPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const customer = await requireCustomer()
  const query = await searchParams
  const page = parsePage(query[queryNames.page])
  const account = await accountPage(app(), { customerId: customer.id, page, isPlain: true })
  const { cardCount } = account
  const proof = env().SMARTCARD_PROOF
  const packages = proof === "receipt" ? await listPackageNames(app()) : []
  const showsWelcome = cardCount === 0 && isNewAccount(app(), customer)
  return (
    <div className={cardCount === 0 ? "mx-auto max-w-xl" : undefined}>
      {showsWelcome && <Welcome fullName={customer.fullName} email={customer.email} />}
      <h1 className="text-display">Smartcarduri</h1>
      <p className="mt-1 max-w-prose text-muted">
        {cardCount > 0
          ? "Poți avea mai multe smartcarduri, fiecare cu numele lui."
          : "Adaugă seria smartcardului tău ca să vezi ce pachete sunt pe el și până când."}
      </p>
      <FlashMessage className="mt-5" />
      {cardCount > 0 && (
        <a href="#adauga" className="mt-3 inline-flex min-h-12 items-center link md:hidden">
          Adaugă un smartcard
        </a>
      )}
      <div className={cardCount > 0 ? "grid items-start gap-x-6 md:grid-cols-[minmax(0,1fr)_24rem]" : ""}>
        {cardCount > 0 && (
          <div>
            <AccountCards sections={account.sections} today={account.today} cardCount={cardCount} isNarrow />
            <div className="mt-5">
              <CardPages
                path={paths.smartcards}
                parameter={queryNames.page}
                page={account.page}
                pages={account.pages}
              />
            </div>
          </div>
        )}
        <section aria-labelledby="adauga" className="mt-6 rounded-card border border-line bg-paper p-5">
          <h2 id="adauga" className="text-lead">
            {cardCount > 0 ? "Adaugă un smartcard" : "Adaugă primul smartcard"}
          </h2>
          <div className="mt-4">
            <LinkForm
              // Empty again after each card.
              key={cardCount}
              serialLength={env().SERIAL_LENGTH}
              isFirst={cardCount === 0}
              proof={proof}
              packages={packages}
            />
          </div>
          <HelpLinks
            className="mt-2"
            links={[
              ["seria", "Nu găsești seria?"],
              ["smartcardul-nu-se-adauga", "Nu se adaugă?"],
            ]}
          />
        </section>
      </div>
    </div>
  )
}
