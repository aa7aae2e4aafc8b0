import Link from "next/link"
import { SmartcardPanel } from "@/components/account/smartcard-panel"
import { Alert } from "@/components/ui/alert"
import { StateShape, textTones } from "@/components/ui/badge"
import { Disclosure } from "@/components/ui/disclosure"
import { Unbroken } from "@/components/ui/unbroken"
import { formatLei } from "@/lib/domain/money/money"
import type { CivilDate } from "@/lib/domain/time/civil-date"
import { rowNote, rowState } from "@/lib/domain/words/overview-words"
import { monthCount } from "@/lib/domain/words/plural"
import { orderPaths } from "@/lib/paths"
import { DurationTiles } from "../_checkout/duration-tiles"
import { Basket } from "./basket"
import type { NotSold, TopUp, TopUpCard, TopUpLine, TopUpPackage } from "./read-top-up"

/** The second step: packages and lengths for the chosen cards, beside the basket. */
export function PackageStep({ topUp }: { readonly topUp: TopUp }) {
  const { cards, lines, totalBani, today } = topUp
  const chosen = cards.filter(({ isChosen }) => isChosen)
  const linkIds = chosen.map(({ linkId }) => linkId)
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] items-start gap-x-8 gap-y-6 min-[56.25rem]:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="grid min-w-0 gap-5">
        <div className="flex flex-wrap items-center justify-between gap-x-6">
          <h2 className="text-lead">Ce pachet și pe cât timp?</h2>
          {cards.filter(({ isBlocked }) => !isBlocked).length > 1 && (
            <Link
              href={orderPaths.topUp(linkIds, lines, 1)}
              prefetch={false}
              className="inline-flex min-h-12 items-center link"
            >
              Adaugă sau schimbă smartcardul
            </Link>
          )}
        </div>
        <Preset topUp={topUp} />
        {cards
          .filter(({ isBlocked }) => isBlocked && chosen.length === cards.length - 1)
          .map(({ linkId, name }) => (
            <p key={linkId} className="text-over">
              <Unbroken>{`„${name}” este blocat: nu se poate cumpăra nimic pentru el.`}</Unbroken>
            </p>
          ))}
        {chosen.map((card) => (
          <SmartcardPanel key={card.linkId} name={card.name} serial={card.serial}>
            {card.packages.map((one) => (
              <PackageChoice
                key={one.code}
                {...{ card, today, lines }}
                offered={one}
                hrefOf={(next) => orderPaths.topUp(linkIds, next, 2)}
              />
            ))}
          </SmartcardPanel>
        ))}
      </div>
      <Basket lines={lines} totalBani={totalBani} />
    </div>
  )
}

/** What stands in the basket without having been chosen here. */
function Preset({ topUp: { preset, lines } }: { readonly topUp: TopUp }) {
  if (!preset || !lines.some(({ offerCode }) => offerCode === preset.offerCode)) return null
  const { packageName, months, priceBani } = preset.words
  const goods = `${packageName}, ${monthCount(months)} · ${formatLei(priceBani)}`
  return (
    <Alert tone="info">
      <p>
        {preset.from === "campaign"
          ? `Am pus în coș oferta cu care ai venit: ${goods}.`
          : `Am pus în coș ce ai ales din Pachete: ${goods}.`}{" "}
        Poți alege altceva sau o poți scoate.
      </p>
    </Alert>
  )
}

type PackageChoiceProps = {
  readonly card: TopUpCard
  readonly offered: TopUpPackage
  readonly lines: readonly TopUpLine[]
  readonly today: CivilDate
  /** The address with these lines chosen. */
  readonly hrefOf: (lines: readonly Pick<TopUpLine, "linkId" | "offerCode">[]) => string
}

function PackageChoice({ card, offered, lines, today, hrefOf }: PackageChoiceProps) {
  const { code, name, description, channels, offers, row, notSold } = offered
  const { linkId } = card
  const about = `${name} pe „${card.name}”`
  const isHere = (line: TopUpLine) => line.linkId === linkId && line.packageCode === code
  const chosen = lines.find(isHere)
  const others = lines.filter((line) => !isHere(line))
  const anchor = `${linkId}-${code}`
  const state = row && rowState(row, today)
  return (
    <li id={anchor} className="grid grid-cols-[minmax(0,1fr)] gap-2.5 border-line border-t px-4 py-4">
      <div>
        <div className="flex flex-wrap items-baseline justify-between gap-x-4">
          <h4 className="min-w-0 text-lead">{name}</h4>
          {state && (
            <p
              className={`ml-auto inline-flex min-w-0 items-baseline gap-2 font-strong ${textTones[state.tone]}`}
            >
              <StateShape tone={state.tone} className="size-3" />
              <span>
                <span className="sr-only">{state.spoken}</span>
                {state.text}
              </span>
            </p>
          )}
        </div>
        {row && <p className="text-muted text-small figures">{rowNote(row, today)}</p>}
        <Disclosure summary="Ce cuprinde" about={about}>
          <p>{description}</p>
          {channels.length > 0 && <p className="mt-2 text-muted text-small">{channels.join(", ")}.</p>}
        </Disclosure>
      </div>
      {notSold ? (
        <WhyNotSold notSold={notSold} about={about} />
      ) : (
        <DurationTiles
          about={about}
          choices={offers.map(({ code: offerCode, ...offer }) => ({ offerCode, ...offer }))}
          chosenCode={chosen?.offerCode ?? null}
          hrefOf={({ offerCode }) => `${hrefOf([...others, { linkId, offerCode }])}#${anchor}`}
          replace
        />
      )}
      {chosen && (
        <Link
          href={`${hrefOf(others)}#${anchor}`}
          scroll={false}
          prefetch={false}
          replace
          className="inline-flex min-h-12 items-center justify-self-end px-2 font-strong link"
        >
          Scoate<span className="sr-only"> din coș {about}</span>
        </Link>
      )}
    </li>
  )
}

/** Paid, queued or being paid already, with the way to it. */
function WhyNotSold({ notSold, about }: { readonly notSold: NotSold; readonly about: string }) {
  if (notSold.kind === "queued")
    return (
      <p className="rounded-small bg-waiting-ground px-4 py-3 forced-colors:border">
        Perioada următoare este deja plătită.
      </p>
    )
  const [words, href, link] =
    notSold.kind === "waiting"
      ? [
          "Este deja plătit și așteaptă să îl activezi.",
          orderPaths.activation(notSold.subscriptionId),
          "Activează",
        ]
      : [
          notSold.order.isInReview
            ? `Plata comenzii ${notSold.order.number} se verifică.`
            : `Comanda ${notSold.order.number} așteaptă plata.`,
          orderPaths.one(notSold.order.id),
          "Vezi comanda",
        ]
  return (
    <p className="flex flex-wrap items-center justify-between gap-x-4 rounded-small bg-waiting-ground px-4 py-1 forced-colors:border">
      <span className="py-2">{words}</span>
      <a href={href} className="inline-flex min-h-12 items-center link">
        {link}
        <span className="sr-only">: {about}</span>
      </a>
    </p>
  )
}
