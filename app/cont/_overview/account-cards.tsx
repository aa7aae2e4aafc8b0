import clsx from "clsx"
import type { ReactNode } from "react"
import { CardMenu } from "@/components/account/card-menu"
import { SmartcardPanel } from "@/components/account/smartcard-panel"
import { SupportPhone } from "@/components/account/support-phone"
import { HelpLinks } from "@/components/site/help-links"
import { Chevron } from "@/components/ui/chevron"
import type { CivilDate } from "@/lib/domain/time/civil-date"
import { orderPaths, paths, queryNames } from "@/lib/paths"
import type { CardOnPage, CardSection } from "@/lib/subscriptions/account-page"
import { OverviewRow } from "./overview-row"

type AccountCardsProps = {
  readonly sections: readonly CardSection[]
  readonly today: CivilDate
  readonly cardCount: number
  /** Subscriptions whose form stands on the to-do card. */
  readonly shownAbove?: readonly string[]
  /** Beside something else: one column on every screen. */
  readonly isNarrow?: boolean
  /** At the right of the first title. */
  readonly action?: ReactNode
}

/** The cards with their packages, in sections; from 900 px on in two columns. */
export function AccountCards({ sections, action, isNarrow = false, ...rest }: AccountCardsProps) {
  const all = sections.map((section, at) => (
    <Section key={section.need} section={section} action={at === 0 && action} isWide={!isNarrow}>
      <div className={clsx("grid items-start gap-4", !isNarrow && section.cards.length > 1 && twoColumns)}>
        {section.cards.map((card) => (
          <Card key={card.linkId} card={card} {...rest} />
        ))}
      </div>
    </Section>
  ))
  return <div className={clsx("grid items-start gap-x-4", isNarrow || twoColumns)}>{all}</div>
}

const twoColumns = "min-[56.25rem]:grid-cols-2"
const wholeRow = "min-[56.25rem]:col-span-2"

type SectionProps = {
  readonly section: CardSection
  readonly action: ReactNode
  readonly isWide: boolean
  readonly children: ReactNode
}

/** In two columns a section of one card stands beside another. */
function Section({ section, action, isWide, children }: SectionProps) {
  const { need, count, isClosed, cards } = section
  const columns = isWide && (need === "all" || isClosed || cards.length > 1) && wholeRow
  const title = titles[need](count)
  if (!isClosed)
    return (
      <section aria-labelledby={sectionIds[need]} className={clsx("mt-7 min-w-0", columns)}>
        <div className="flex flex-wrap items-baseline justify-between gap-x-6">
          <h2 id={sectionIds[need]} tabIndex={-1} className="py-2 text-lead">
            {title}
          </h2>
          {action}
        </div>
        <div className="mt-1">{children}</div>
      </section>
    )
  return (
    <details className={clsx("group mt-4 min-w-0", closedFrame, columns)}>
      <summary className="flex min-h-14 list-none items-center justify-between gap-4 px-4 group-open:px-0 [&::-webkit-details-marker]:hidden">
        <h2 className="text-lead">{title}</h2>
        <Chevron className="text-link transition-transform group-open:rotate-90" />
      </summary>
      <div className="mt-1">{children}</div>
    </details>
  )
}

const closedFrame = "rounded-card border border-line bg-paper open:border-transparent open:bg-transparent"

/** Addresses of the sections within the page. */
export const sectionIds = {
  renew: "de-reinnoit",
  activate: "de-activat",
  runs: "merg",
  none: "fara-pachet",
  all: "smartcarduri",
} satisfies Record<CardSection["need"], string>

const titles = {
  renew: (count) => `De reînnoit · ${count}`,
  activate: (count) => `De activat · ${count}`,
  runs: (count) => `Merg · ${count}`,
  none: (count) => `Fără pachet · ${count}`,
  all: (count) => (count === 1 ? "Smartcardul tău" : "Smartcardurile tale"),
} satisfies Record<CardSection["need"], (count: number) => string>

type CardProps = Omit<AccountCardsProps, "sections" | "action" | "isNarrow"> & { readonly card: CardOnPage }

function Card({ card, today, cardCount, shownAbove = [] }: CardProps) {
  const { linkId, name, serial, isBlocked, rows, orders } = card
  const [order] = orders
  return (
    <SmartcardPanel
      name={name}
      serial={serial}
      menu={<CardMenu linkId={linkId} name={name} />}
      notice={isBlocked && <BlockedNotice />}
    >
      {rows.map((row) => (
        <OverviewRow
          key={row.code}
          row={row}
          today={today}
          isOnlyCard={cardCount === 1}
          shownAbove={shownAbove}
        />
      ))}
      {rows.length === 0 && (
        <NoPackage
          link={
            order
              ? { href: orderPaths.one(order.id), words: `Vezi comanda ${order.number}`, about: "" }
              : { href: topUpFor(linkId), words: "Alege un pachet", about: ` pentru ${name}` }
          }
          isBlocked={isBlocked}
        />
      )}
    </SmartcardPanel>
  )
}

const topUpFor = (linkId: string) => `${paths.topUp}?${queryNames.card}=${linkId}`

const BlockedNotice = () => (
  <>
    <p className="text-over">
      Smartcardul este blocat. Sună la Relații Clienți ca să afli de ce: <SupportPhone />.
    </p>
    <HelpLinks links={[["smartcard-blocat", "Ce se întâmplă cu ce ai plătit?"]]} />
  </>
)

type NoPackageProps = {
  readonly link: { readonly href: string; readonly words: string; readonly about: string }
  readonly isBlocked: boolean
}

const NoPackage = ({ link, isBlocked }: NoPackageProps) => (
  <li className="flex flex-wrap items-center justify-between gap-x-4 border-line border-t px-4 py-1">
    <span className="py-2 text-muted text-small">Niciun pachet.</span>
    {!isBlocked && (
      <a href={link.href} className="ml-auto inline-flex min-h-12 items-center text-small link">
        {link.words}
        {link.about && <span className="sr-only">{link.about}</span>}
      </a>
    )}
  </li>
)
