import type { Metadata } from "next"
import { requireCustomer } from "@/app/_server/customer"
import { CardPages } from "@/components/account/card-pages"
import { Notices } from "@/components/account/notices"
import { SmartcardPanel } from "@/components/account/smartcard-panel"
import { Alert } from "@/components/ui/alert"
import { isNewAccount } from "@/lib/accounts/is-new-account"
import { app } from "@/lib/app-context"
import { smartcardsOnPage } from "@/lib/domain/packages/smartcard-limits"
import { pageOf, parsePage } from "@/lib/domain/pages"
import { env } from "@/lib/env"
import { paths, queryNames } from "@/lib/paths"
import { listPackageNames } from "@/lib/smartcards/list-package-names"
import { listSmartcards } from "@/lib/smartcards/list-smartcards"
import { LinkForm } from "./link-form"
import { RenameForm } from "./rename-form"
import { UnlinkForm } from "./unlink-form"
import { Welcome } from "./welcome"

export const metadata: Metadata = { title: "Smartcarduri" }

type Query = { readonly [queryNames.page]?: string | string[] }

export default async function SmartcardsPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const customer = await requireCustomer()
  const all = await listSmartcards(app(), customer.id)
  const asked = parsePage((await searchParams)[queryNames.page])
  const { items: smartcards, page, pages } = pageOf(all, asked, smartcardsOnPage)
  const proof = env().SMARTCARD_PROOF
  const packages = proof === "receipt" ? await listPackageNames(app()) : []
  const showsWelcome = smartcards.length === 0 && isNewAccount(app(), customer)
  return (
    <Notices>
      {showsWelcome && <Welcome fullName={customer.fullName} email={customer.email} />}
      <h1 className="text-display">Smartcarduri</h1>
      <p className="mt-1 max-w-prose text-muted">
        {smartcards.length > 0
          ? "Poți avea mai multe smartcarduri, fiecare cu numele lui."
          : "Adaugă seria smartcardului tău ca să vezi ce pachete sunt pe el și până când."}
      </p>
      <div className="mt-6 grid items-start gap-6 md:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]">
        <section
          aria-labelledby="adauga"
          className="rounded-card border border-line bg-paper p-5 md:order-last"
        >
          <h2 id="adauga" className="text-lead">
            Adaugă un smartcard
          </h2>
          <div className="mt-4">
            <LinkForm
              serialLength={env().SERIAL_LENGTH}
              isFirst={smartcards.length === 0}
              proof={proof}
              packages={packages}
            />
          </div>
        </section>
        <div className="grid gap-5">
          {smartcards.map(({ linkId, name, label, serial, isBlocked }) => (
            <SmartcardPanel
              key={linkId}
              name={name}
              serial={serial}
              notice={
                isBlocked && <Alert tone="danger">Smartcardul este blocat. Sună la Relații Clienți.</Alert>
              }
            >
              <li className="flex flex-wrap gap-x-8 border-line border-t px-5 py-1">
                <RenameForm id={linkId} label={label} name={name} />
                <UnlinkForm id={linkId} name={name} />
              </li>
            </SmartcardPanel>
          ))}
          <CardPages path={paths.smartcards} parameter={queryNames.page} page={page} pages={pages} />
        </div>
      </div>
    </Notices>
  )
}
