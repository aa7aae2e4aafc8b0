import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { requireCustomer } from "@/app/_server/customer"
import { HelpLinks } from "@/components/site/help-links"
import { Alert } from "@/components/ui/alert"
import { LinkButton } from "@/components/ui/link-button"
import { app } from "@/lib/app-context"
import { listProfiles } from "@/lib/billing-profiles/list-profiles"
import { type AskedLine, parseAskedLines } from "@/lib/domain/money/asked-lines"
import { formatLei } from "@/lib/domain/money/money"
import { seller } from "@/lib/env"
import type { UnorderableLine } from "@/lib/orders/checkout/check-lines"
import { type Confirmation, readConfirmation } from "@/lib/orders/checkout/read-confirmation"
import { orderPaths, paths, queryNames } from "@/lib/paths"
import { lineName, problemSentence } from "../_checkout/words"
import { BeforeOrder } from "./before-order"
import { Lines } from "./lines"
import { OrderForm } from "./order-form"

export const metadata: Metadata = { title: "Comanda ta" }

type Query = {
  readonly [queryNames.line]?: string | string[]
  readonly [queryNames.profile]?: string | string[]
}

/** The order of the lines in the address ("Reînnoiește"), or of the cart without any. */
export default async function ConfirmPage({ searchParams }: { readonly searchParams: Promise<Query> }) {
  const customer = await requireCustomer()
  const query = await searchParams
  const asked = parseAskedLines(query[queryNames.line])
  const [confirmation, profiles] = await Promise.all([
    readConfirmation(app(), customer.id, asked),
    listProfiles(app(), customer.id),
  ])
  if (!confirmation) redirect(paths.topUp)
  const { checkoutId, lines, unorderable, totalBani, openOrder } = confirmation
  return (
    <div className="mx-auto max-w-2xl">
      <h1 className="text-display">Comanda ta</h1>
      {unorderable.length > 0 && <Unorderable lines={unorderable} isAll={lines.length === 0} />}
      {lines.length > 0 && <Lines confirmation={confirmation} asked={asked} />}
      <Begun confirmation={confirmation} asked={asked} />
      <div className="mt-6 grid gap-4">
        {openOrder ? (
          <OpenOrder order={openOrder} />
        ) : (
          lines.length > 0 && (
            <OrderForm
              {...{ checkoutId, lines, totalBani, profiles }}
              chosenProfileId={chosenOf(profiles, query[queryNames.profile])}
              otherProfileHref={orderPaths.billing(linksOf(asked))}
            >
              <BeforeOrder seller={seller()} />
            </OrderForm>
          )
        )}
        <LinkButton href={changeHref(lines)} tone={lines.length > 0 ? "text" : "primary"} block>
          {lines.length > 0 ? "Schimbă ce ai ales" : "Alege din nou"}
        </LinkButton>
        <HelpLinks
          links={[
            ["factura-pe-firma", "Vrei factura pe firmă?"],
            ["platesc-mai-devreme", "Pierzi zile dacă plătești acum?"],
          ]}
        />
      </div>
    </div>
  )
}

/** "Reîncarcă" with these lines chosen. */
const changeHref = (lines: Confirmation["lines"]) =>
  lines.length > 0 ? orderPaths.topUp([...new Set(lines.map(({ linkId }) => linkId))], lines, 2) : paths.topUp

const linksOf = (asked: readonly AskedLine[]) =>
  asked.map(({ linkId, offerCode, seenPriceBani }) => ({ linkId, offerCode, priceBani: seenPriceBani }))

/** The one that was just added, or the default, which stands first. */
const chosenOf = (profiles: readonly { readonly id: string }[], wanted: string | string[] | undefined) =>
  (profiles.find(({ id }) => id === wanted) ?? profiles[0])?.id

type UnorderableProps = { readonly lines: readonly UnorderableLine[]; readonly isAll: boolean }

function Unorderable({ lines, isAll }: UnorderableProps) {
  const title = isAll
    ? "Ce ai ales nu se mai poate comanda"
    : "O parte din ce ai ales nu se mai poate comanda"
  return (
    <Alert tone="warning" title={title} className="mt-4">
      <ul className="grid gap-2">
        {lines.map((line) => (
          <li key={`${line.linkId} ${line.offerCode}`}>
            <span className="font-strong">{lineName(line)}.</span> {problemSentence(line.problem)}
          </li>
        ))}
      </ul>
    </Alert>
  )
}

type PartProps = { readonly confirmation: Confirmation; readonly asked: readonly AskedLine[] }

/** A cart from before is offered beside what a link orders, never added to it unasked. */
function Begun({ confirmation: { begun, lines }, asked }: PartProps) {
  if (begun.length === 0 || lines.length === 0) return null
  const sum = begun.reduce((total, { priceBani }) => total + priceBani, 0)
  return (
    <Alert tone="info" className="mt-4">
      <p>Ai și o comandă începută: {begun.map(lineName).join("; ")}.</p>
      <p>
        <a
          href={orderPaths.confirmOf([...linksOf(asked), ...begun])}
          className="inline-flex min-h-12 items-center link"
        >
          Adaug-o aici · {formatLei(sum)}
        </a>
      </p>
    </Alert>
  )
}

/** The same was ordered before and waits to be paid: it is not ordered a second time. */
function OpenOrder({ order }: { readonly order: NonNullable<Confirmation["openOrder"]> }) {
  return (
    <Alert tone="info" title={`Comanda ${order.number} așteaptă plata`}>
      <p>Ai comandat deja același lucru. Nu ți-am luat bani: plătește sau anulează comanda aceea.</p>
      <p className="mt-3">
        <LinkButton href={orderPaths.one(order.id)}>
          Vezi comanda {order.number} · {formatLei(order.totalBani)}
        </LinkButton>
      </p>
    </Alert>
  )
}
