import type { ExpiringPackage } from "@/lib/domain/mail"
import { formatLei } from "@/lib/domain/money/money"
import { firstName } from "@/lib/domain/people/full-name"
import { formatLongDate } from "@/lib/domain/time/civil-date"
import { dayCount, packageCount } from "@/lib/domain/words/plural"
import { button, type MailBlock, type MailText, paragraph } from "./content"

type Ending = ExpiringPackage & { readonly renewUrl: string | null; readonly activateUrl: string | null }

/** Five days before: one mail for all the packages of a customer that end soon, the soonest first. */
export function expiryAlertMail(props: {
  fullName: string
  packages: readonly Ending[]
  accountUrl: string
  remindersOffUrl: string | null
}): MailText {
  const { packages } = props
  const [soonest] = packages
  if (!soonest) throw new Error("A reminder names at least one package")
  const title =
    packages.length === 1
      ? `${soonest.packageName} ${whenItEnds(soonest)}`
      : `${packageCount(packages.length)} expiră în curând`
  return {
    subject: `Contul tău Focus Sat: ${title}`,
    preview: `${soonest.packageName} pe ${cardOf(soonest)}: ultima zi este ${formatLongDate(soonest.lastDay)}.`,
    heading: title,
    blocks: [
      paragraph(
        `Bună, ${firstName(props.fullName)}! Ca să nu rămâi fără programe, uită-te la ce se termină în curând:`,
      ),
      ...packages.flatMap((ending) => [item(ending), ...nextStep(ending)]),
      ...(packages.some((ending) => nextStep(ending).length > 0)
        ? []
        : [button("Vezi în contul tău", props.accountUrl)]),
      paragraph(
        "Primești acest mesaj o singură dată pentru fiecare perioadă, pentru că ai un cont Focus Sat.",
      ),
      ...(props.remindersOffUrl
        ? [{ kind: "link" as const, label: "Nu mai vreau să primesc alerte", url: props.remindersOffUrl }]
        : []),
    ],
  }
}

/** The button that helps: what waits is activated, anything else is ordered again, where it is sold. */
function nextStep({ packageName, priceBani, hasReady, activateUrl, renewUrl }: Ending): MailBlock[] {
  if (hasReady) return activateUrl ? [button(`Activează ${packageName}`, activateUrl)] : []
  if (!renewUrl) return []
  const price = priceBani === null ? "" : ` · ${formatLei(priceBani)}`
  return [button(`Reînnoiește ${packageName}${price}`, renewUrl)]
}

function item(ending: Ending): MailBlock {
  const lastDay = `Ultima zi: ${formatLongDate(ending.lastDay)}`
  const price = ending.priceBani === null ? [] : [`Preț: ${formatLei(ending.priceBani)}`]
  const next = ending.hasReady ? ["Ai deja unul plătit: îl activezi oricând, cu un singur clic."] : price
  return {
    kind: "item",
    title: ending.packageName,
    lines: [`Pe ${cardOf(ending)}`, lastDay, ...next],
    warning: capitalised(whenItEnds(ending)),
  }
}

const cardOf = ({ smartcardLabel, lastFour }: ExpiringPackage) =>
  smartcardLabel ? `„${smartcardLabel}” (smartcard …${lastFour})` : `smartcardul …${lastFour}`

const whenItEnds = ({ daysLeft }: ExpiringPackage) =>
  daysLeft === 0 ? "expiră azi" : `expiră în ${dayCount(daysLeft)}`

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
