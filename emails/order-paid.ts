import type { InvoiceId } from "@/lib/domain/ids/brand"
import { formatLei } from "@/lib/domain/money/money"
import { firstName } from "@/lib/domain/people/full-name"
import { saleVersions } from "@/lib/domain/words/terms"
import { helpPaths } from "@/lib/help-paths"
import { orderPaths } from "@/lib/paths"
import { type BoughtItem, itemBlock } from "./bought-item"
import { button, type MailBlock, type MailText, paragraph } from "./content"
import { type Contract, contractBlocks } from "./contract-blocks"
import type { MailDefinition, MailLinks } from "./definition"
import { boughtItem, noon, orderSample } from "./sample-values"

/** `activatePath`: the page that activates it; null if it has none. */
type PaidItem = BoughtItem & { readonly activatePath: string | null }

type Props = {
  readonly fullName: string
  readonly orderId: string
  readonly number: number
  readonly totalBani: number
  /** "FS 12" */
  readonly invoice: string
  readonly invoiceIds: readonly InvoiceId[]
  readonly items: readonly PaidItem[]
  /** The contract; null for an order made before it had texts. */
  readonly contract: Contract | null
}

const paid = {
  ...orderSample,
  totalBani: 12_900,
  invoice: "FS 12",
  contract: { orderedAt: noon, versions: saleVersions },
}
const firstItem = { ...boughtItem, activatePath: "/cont/activare/1" }

export const orderPaid = {
  kind: "order-paid",
  lane: "orders",
  write,
  attachedInvoices: ({ invoiceIds }) => invoiceIds,
  samples: [
    { ...paid, items: [firstItem] },
    {
      ...paid,
      totalBani: 25_800,
      items: [firstItem, { ...boughtItem, cardName: "TV dormitor", activatePath: "/cont/activare/2" }],
    },
  ],
} satisfies MailDefinition<Props>

function write(
  { fullName, orderId, number, totalBani, invoice, items, contract }: Props,
  links: MailLinks,
): MailText {
  return {
    subject: `Plata a reușit: comanda ${number}`,
    preview: whatWaits(items.length),
    heading: `Mulțumim, ${firstName(fullName)}!`,
    blocks: [
      paragraph(`Plata a reușit. ${whatWaits(items.length)}`),
      ...items.flatMap((item) => [
        itemBlock(item, "Plătit – neactivat", "waiting"),
        ...activationButton(item, items.length > 1, links),
      ]),
      paragraph(`Total plătit: ${formatLei(totalBani)}. Factura ${invoice} este atașată.`),
      ...(items.some(({ activatePath }) => activatePath)
        ? []
        : [button("Vezi comanda", links.url(orderPaths.one(orderId)))]),
      {
        kind: "link",
        label: "Ajutor: ai plătit și nu ai imagine",
        url: links.url(helpPaths.topic("fara-imagine-dupa-plata")),
      },
      ...(contract ? contractBlocks({ ...contract, number }, links) : []),
    ],
  }
}

const whatWaits = (packages: number) =>
  packages === 1
    ? "Pachetul te așteaptă: îl activezi oricând, cu un singur clic."
    : "Pachetele te așteaptă: le activezi oricând, cu un singur clic."

function activationButton(item: PaidItem, isOneOfMany: boolean, links: MailLinks): MailBlock[] {
  const { packageName, cardName, activatePath } = item
  if (!activatePath) return []
  const label = isOneOfMany ? `Activează ${packageName} pe „${cardName}”` : "Activează"
  return [button(label, links.url(activatePath))]
}
