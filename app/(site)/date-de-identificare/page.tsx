import type { Metadata } from "next"
import { Prose } from "@/components/site/prose"
import type { Seller } from "@/lib/domain/firms/seller"
import { unbrokenSeller } from "@/lib/domain/firms/unbroken-seller"
import { formatLei } from "@/lib/domain/money/money"
import { unbrokenNumbers } from "@/lib/domain/words/unbroken-numbers"
import { seller } from "@/lib/env"

export const metadata: Metadata = {
  title: "Date de identificare",
  description: "Firma care vinde pachetele Focus Sat: denumire, CUI, registrul comerțului, sediu și contact.",
}

/** What Law 365/2002 art. 5 and Law 31/1990 art. 74 ask of a seller on the internet. */
export default function IdentityPage() {
  const identity = unbrokenSeller(seller())
  return (
    <Prose title="Date de identificare">
      <p>Firma care oferă contul și vinde pachetele:</p>
      <dl className="mt-5 grid gap-x-6 gap-y-3 sm:grid-cols-[auto_1fr]">
        {factsOf(identity).map(([name, value]) => (
          <div key={name} className="sm:col-span-2 sm:grid sm:grid-cols-subgrid">
            <dt className="text-muted">{name}</dt>
            <dd className="wrap-anywhere">{value}</dd>
          </div>
        ))}
        <div className="sm:col-span-2 sm:grid sm:grid-cols-subgrid">
          <dt className="text-muted">E-mail</dt>
          <dd className="wrap-anywhere">
            <a href={`mailto:${identity.email}`} className="inline-flex min-h-12 items-center">
              {identity.email}
            </a>
          </dd>
        </div>
      </dl>
      <p>
        Ne supraveghează Autoritatea Națională pentru Protecția Consumatorilor (
        <a href="https://anpc.ro/">anpc.ro</a>) și, pentru datele personale, Autoritatea Națională de
        Supraveghere a Prelucrării Datelor cu Caracter Personal (
        <a href="https://www.dataprotection.ro/">dataprotection.ro</a>).
      </p>
    </Prose>
  )
}

function factsOf({ name, cui, registerNumber, shareCapitalBani, address, phone, iban }: Seller) {
  const capital = shareCapitalBani === undefined ? null : unbrokenNumbers(formatLei(shareCapitalBani))
  const facts: readonly (readonly [name: string, value: string | null | undefined])[] = [
    ["Denumire", name],
    ["CUI", cui],
    ["Registrul comerțului", registerNumber],
    ["Capital social", capital],
    ["Sediu", address],
    ["IBAN", iban],
    ["Telefon", phone],
  ]
  return facts.filter(([, value]) => value)
}
