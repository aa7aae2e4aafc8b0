import clsx from "clsx"
import Link from "next/link"
import { formatLei } from "@/lib/domain/money/money"
import { type MonthlyPrice, monthlyPrices } from "@/lib/domain/money/monthly-prices"
import { monthCount } from "@/lib/domain/words/plural"
import { PressedLine } from "./pressed-line"

type Duration = { readonly offerCode: string; readonly months: number; readonly priceBani: number }

type DurationTilesProps = {
  /** "Familia pe „TV living”" */
  readonly about: string
  readonly choices: readonly Duration[]
  readonly chosenCode: string | null
  readonly hrefOf: (choice: Duration) => string
  /** The choice takes the place of the one before in the browser's history. */
  readonly replace?: boolean
}

/**
 * Lengths with prices and what each saves. Each is a link, so that a choice works without scripts and has an
 * address.
 */
export function DurationTiles({ about, choices, chosenCode, hrefOf, replace = false }: DurationTilesProps) {
  return (
    <ul
      aria-label={`Pe cât timp: ${about}`}
      className="grid grid-cols-[repeat(auto-fit,minmax(min(7.5rem,100%),1fr))] gap-2"
    >
      {monthlyPrices(choices).map((one) => (
        <li key={one.offerCode} className="grid">
          <Link
            href={hrefOf(one)}
            scroll={false}
            prefetch={false}
            replace={replace}
            aria-current={one.offerCode === chosenCode || undefined}
            className={clsx(
              "relative grid min-h-20 content-center rounded-control border-2 px-3 py-2 text-center text-ink",
              one.offerCode === chosenCode
                ? "border-action bg-active-ground"
                : "border-line bg-paper hover:border-edge",
            )}
          >
            <span className="font-strong">
              {one.offerCode === chosenCode && <Tick />}
              {monthCount(one.months)}
            </span>
            <span className="whitespace-nowrap figures">{formatLei(one.priceBani)}</span>
            {one.months > 1 && <Advantage price={one} />}
            <span className="sr-only">, {about}</span>
            <PressedLine />
          </Link>
        </li>
      ))}
    </ul>
  )
}

const Advantage = ({ price: { perMonthBani, savedBani, isBest } }: { readonly price: MonthlyPrice }) => (
  <span className="grid text-muted text-note">
    <span className="whitespace-nowrap">{formatLei(perMonthBani)}/lună</span>
    {savedBani > 0 && <span className="text-active">economisești {formatLei(savedBani)}</span>}
    {isBest && <span className="font-strong text-active">cel mai avantajos</span>}
  </span>
)

const Tick = () => (
  <svg
    aria-hidden="true"
    viewBox="0 0 16 16"
    className="mr-1.5 inline size-4 text-active"
    fill="none"
    stroke="currentColor"
    strokeWidth="2.5"
    strokeLinecap="round"
    strokeLinejoin="round"
  >
    <path d="m2.5 8.5 4 4 7-9" />
  </svg>
)
