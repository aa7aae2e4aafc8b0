import { lastWithdrawalDay } from "@/lib/domain/money/withdrawal"
import { formatDate, formatInstant } from "@/lib/domain/time/civil-date"
import type { LegalSection } from "@/lib/domain/words/legal/legal-text"
import { type SaleVersions, saleTextsOf } from "@/lib/domain/words/legal/sale-texts"
import { paths } from "@/lib/paths"
import type { MailBlock } from "./content"
import type { MailLinks } from "./definition"

export type Contract = { readonly orderedAt: string; readonly versions: SaleVersions }

/**
 * The contract on a durable medium (OUG 34/2014 art. 8 (7)): the texts that stood before the order, whole. A
 * link alone would not be one.
 */
export function contractBlocks(
  { orderedAt, versions, number }: Contract & { readonly number: number },
  { seller, url }: MailLinks,
): MailBlock[] {
  const texts = saleTextsOf(versions)
  if (!texts) throw new Error("The contract has texts that this version does not know")
  const lastDay = formatDate(lastWithdrawalDay(new Date(orderedAt)))
  const ordered = formatInstant(new Date(orderedAt))
  return [
    {
      kind: "fine",
      title: "Contractul dvs. – păstrați acest e-mail",
      lines: [
        `Comanda ${number}, făcută la ${ordered}. Vă puteți retrage din contract până la ${lastDay} inclusiv. Termenii de vânzare și informațiile de mai jos sunt cele din ziua comenzii.`,
      ],
    },
    { kind: "link", label: "Retrage-te din contract aici", url: url(paths.withdrawal) },
    ...texts.withdrawal(seller).map(fineBlock),
    ...texts.terms(seller).map(fineBlock),
  ]
}

const fineBlock = ({ title, parts }: LegalSection): MailBlock => ({
  kind: "fine",
  title,
  lines: parts.flat(),
})
