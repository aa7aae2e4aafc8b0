import type { ExpiringPackage } from "@/lib/domain/mail"
import { formatLei } from "@/lib/domain/money/money"
import { firstName } from "@/lib/domain/people/full-name"
import { bucharestDate, formatLongDate } from "@/lib/domain/time/civil-date"
import { dayCount, packageCount } from "@/lib/domain/words/plural"
import { mailPaths, orderPaths, paths } from "@/lib/paths"
import { settingsPaths } from "@/lib/settings-paths"
import { button, type MailBlock, type MailText, paragraph } from "./content"
import type { MailDefinition, MailLinks } from "./definition"
import { fullName, noon } from "./sample-values"

type Props = {
  readonly fullName: string
  /** The soonest first; at least one. */
  readonly packages: readonly ExpiringPackage[]
  /** Turns reminders off without signing in. Null: the mail has no such link. */
  readonly unsubscribeToken: string | null
}

const familia: ExpiringPackage = {
  subscriptionId: null,
  packageName: "Familia",
  smartcardLabel: "TV living",
  lastFour: "7890",
  lastDay: bucharestDate(new Date("2026-11-26T12:00:00Z")),
  daysLeft: 3,
  priceBani: 4_400,
  hasReady: false,
  activatePath: null,
  renewPath: "/cont/comanda/confirmare?linie=1:familia-1:4400",
}
const sport: ExpiringPackage = {
  ...familia,
  packageName: "Sport",
  smartcardLabel: "",
  lastDay: bucharestDate(new Date(noon)),
  daysLeft: 0,
  hasReady: true,
  activatePath: "/cont/activare/1",
}

/** One reminder for all packages of a customer that end within five days. */
export const expiryAlert = {
  kind: "expiry-alert",
  lane: "reminders",
  write,
  headers: unsubscribeHeaders,
  samples: [
    { fullName, packages: [familia], unsubscribeToken: "AZfX.proof" },
    { fullName, packages: [sport, familia], unsubscribeToken: "AZfX.proof" },
    {
      fullName,
      packages: [familia, { ...familia, lastFour: "1234", smartcardLabel: "" }],
      unsubscribeToken: null,
    },
  ],
} satisfies MailDefinition<Props>

function write({ fullName, packages, unsubscribeToken }: Props, links: MailLinks): MailText {
  const [soonest] = packages
  if (!soonest) throw new Error("A reminder names at least one package")
  const title =
    packages.length === 1
      ? `${soonest.packageName} ${whenItEnds(soonest)}`
      : `${packageCount(packages.length)} expiră în curând`
  return {
    subject: `Contul tău Focus Sat: ${title}`,
    preview: `${soonest.packageName} pe ${cardName(soonest)}: ultima zi este ${formatLongDate(soonest.lastDay)}.`,
    heading: title,
    blocks: [
      paragraph(
        `Bună, ${firstName(fullName)}! Ca să nu rămâi fără programe, uită-te la ce se termină în curând:`,
      ),
      ...renewAll(packages, links),
      ...packages.flatMap((one) => [itemBlock(one), ...nextStep(one, packages.length > 1, links)]),
      ...(packages.some((one) => nextStep(one, false, links).length > 0)
        ? []
        : [button("Vezi în contul tău", links.url(paths.account))]),
      paragraph(
        "Primești acest mesaj o singură dată pentru fiecare perioadă, pentru că ai un cont Focus Sat.",
      ),
      { kind: "link", label: "Pune ultimele zile în calendarul tău", url: links.url(settingsPaths.calendar) },
      ...unsubscribeLink(unsubscribeToken, links),
    ],
  }
}

/** A button that activates the package that is ready, or orders the same one again if it is on sale. */
function nextStep(one: ExpiringPackage, isOneOfSeveral: boolean, links: MailLinks): MailBlock[] {
  const { packageName, priceBani, hasReady, activatePath, renewPath } = one
  const what = isOneOfSeveral ? `${packageName} pe ${shortCardName(one)}` : packageName
  if (hasReady) return activatePath ? [button(`Activează ${what}`, links.url(activatePath))] : []
  if (!renewPath) return []
  const price = priceBani === null ? "" : ` · ${formatLei(priceBani)}`
  return [button(`Reînnoiește ${what}${price}`, links.url(renewPath))]
}

/**
 * One button for all that can be ordered again, where there are several. Mails that were frozen while a link
 * still led to the choice have none.
 */
function renewAll(packages: readonly ExpiringPackage[], links: MailLinks): MailBlock[] {
  const due = packages.flatMap(({ hasReady, renewPath, priceBani }) =>
    !hasReady && priceBani !== null && renewPath?.startsWith(`${orderPaths.confirm}?`)
      ? [{ renewPath, priceBani }]
      : [],
  )
  if (due.length < 2) return []
  const total = formatLei(due.reduce((sum, { priceBani }) => sum + priceBani, 0))
  const url = links.url(orderPaths.renewAll(due.map(({ renewPath }) => renewPath)))
  return [button(`Reînnoiește toate ${due.length} · ${total}`, url)]
}

function itemBlock(one: ExpiringPackage): MailBlock {
  const lastDay = `Ultima zi: ${formatLongDate(one.lastDay)}`
  const price = one.priceBani === null ? [] : [`Preț: ${formatLei(one.priceBani)}`]
  const next = one.hasReady ? ["Ai deja unul plătit: îl activezi oricând, cu un singur clic."] : price
  return {
    kind: "item",
    title: one.packageName,
    lines: [`Pe ${cardName(one)}`, lastDay, ...next],
    state: capitalised(whenItEnds(one)),
    tone: "soon",
  }
}

function unsubscribeLink(token: string | null, links: MailLinks): MailBlock[] {
  if (!token) return []
  return [
    { kind: "link", label: "Nu mai vreau să primesc alerte", url: links.url(mailPaths.remindersOff(token)) },
  ]
}

/** Lets the mail program turn reminders off with one click (RFC 8058). */
function unsubscribeHeaders({ unsubscribeToken }: Props, links: MailLinks): Readonly<Record<string, string>> {
  if (!unsubscribeToken) return {}
  return {
    "List-Unsubscribe": `<${links.url(mailPaths.remindersOff(unsubscribeToken))}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
  }
}

const cardName = ({ smartcardLabel, lastFour }: ExpiringPackage) =>
  smartcardLabel ? `„${smartcardLabel}” (smartcard …${lastFour})` : `smartcardul …${lastFour}`

const shortCardName = ({ smartcardLabel, lastFour }: ExpiringPackage) =>
  smartcardLabel ? `„${smartcardLabel}”` : `…${lastFour}`

const whenItEnds = ({ daysLeft }: ExpiringPackage) =>
  daysLeft === 0 ? "expiră azi" : `expiră în ${dayCount(daysLeft)}`

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
