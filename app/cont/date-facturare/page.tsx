import clsx from "clsx"
import type { Metadata } from "next"
import { requireCustomer } from "@/app/_server/customer"
import { Notices } from "@/components/account/notices"
import { Badge } from "@/components/ui/badge"
import { LinkButton } from "@/components/ui/link-button"
import { app } from "@/lib/app-context"
import { type BillingProfileView, listProfiles } from "@/lib/billing-profiles/list-profiles"
import { formatIban } from "@/lib/domain/firms/iban"
import { parseAskedLines } from "@/lib/domain/money/asked-lines"
import { writeAskedLine } from "@/lib/domain/money/write-asked-line"
import { seller } from "@/lib/env"
import { orderPaths, queryNames } from "@/lib/paths"
import { CompanyForm } from "./company-form"
import { IndividualForm } from "./individual-form"
import { MakeDefaultForm, RemoveForm } from "./profile-actions"

export const metadata: Metadata = { title: "Date de facturare" }

type Query = {
  readonly [queryNames.purpose]?: string | string[]
  readonly [queryNames.line]?: string | string[]
}

export default async function BillingPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const { id: customerId, fullName } = await requireCustomer()
  const profiles = await listProfiles(app(), customerId)
  const { [queryNames.purpose]: purpose, [queryNames.line]: asked } = await searchParams
  const lines = parseAskedLines(asked).map(({ seenPriceBani: priceBani, ...line }) => ({
    ...line,
    priceBani,
  }))
  const order = purpose === "comanda" ? lines.map(writeAskedLine).join(" ") : undefined
  return (
    <Notices>
      <h1 className="text-display">Date de facturare</h1>
      <p className="mt-1 max-w-prose text-muted">
        La fiecare comandă alegi pe ce date se emite factura: ca persoană fizică sau ca persoană juridică.
      </p>
      {order !== undefined && (
        <p className="mt-4">
          <LinkButton href={orderPaths.confirmOf(lines)} tone="outline">
            Înapoi la comandă
          </LinkButton>
        </p>
      )}
      <div
        className={clsx(
          "mt-6 grid items-start gap-6",
          profiles.length > 0 ? "md:grid-cols-[minmax(0,1fr)_minmax(0,24rem)]" : "max-w-xl",
        )}
      >
        <section
          aria-label="Adaugă date"
          className="rounded-card border border-line bg-paper p-5 md:order-last"
        >
          <h2 className="text-lead">Adaugă date</h2>
          <IndividualForm
            summary="Persoană fizică"
            ownName={fullName}
            order={order}
            isOpen={profiles.length === 0}
          />
          <CompanyForm summary="Persoană juridică" order={order} asksVat={seller().isVatPayer} />
        </section>
        {profiles.length > 0 && <ul className="grid gap-5">{profiles.map(profileCard)}</ul>}
      </div>
    </Notices>
  )
}

function profileCard(profile: BillingProfileView) {
  const { id, kind, name, address, fiscalCode, registerNumber, iban, isDefault } = profile
  return (
    <li key={id}>
      <section aria-label={name} className="rounded-card border border-line bg-paper p-5">
        <div className="flex flex-wrap items-center justify-between gap-2">
          <h2 className="text-lead">{name}</h2>
          {isDefault && <Badge tone="active">Folosite de obicei</Badge>}
        </div>
        <p className="text-muted text-small">
          {kind === "company" ? "Persoană juridică" : "Persoană fizică"}
        </p>
        <p className="mt-2">{address}</p>
        {kind === "company" && (
          <p>
            CUI {fiscalCode} · {registerNumber}
          </p>
        )}
        {iban && <p className="figures">IBAN {formatIban(iban)}</p>}
        <div className="mt-3 flex flex-wrap gap-x-8 border-line border-t pt-1">
          {!isDefault && <MakeDefaultForm id={id} name={name} />}
          {kind === "company" ? (
            <CompanyForm summary="Schimbă" profile={profile} asksVat={seller().isVatPayer} />
          ) : (
            <IndividualForm summary="Schimbă" profile={profile} />
          )}
          <RemoveForm id={id} name={name} />
        </div>
      </section>
    </li>
  )
}
