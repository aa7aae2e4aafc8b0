import { ActionButtonForm } from "@/components/forms/action-button-form"
import { Unbroken } from "@/components/ui/unbroken"
import { formatLei } from "@/lib/domain/money/money"
import { monthCount, packageCount } from "@/lib/domain/words/plural"
import { choose } from "../_checkout/actions"
import { choiceField } from "../_checkout/fields"
import type { TopUpLine } from "./read-top-up"

type BasketProps = { readonly lines: readonly TopUpLine[]; readonly totalBani: number }

/** What is chosen and its sum: above the places on a phone, at the side of a wide screen. */
export function Basket({ lines, totalBani }: BasketProps) {
  const hidden = Object.fromEntries(
    lines.map(({ linkId, packageCode, offerCode }) => [choiceField(linkId, packageCode), offerCode]),
  )
  return (
    <section
      aria-labelledby="cosul-tau"
      className="rounded-card border border-line bg-paper p-4 docked:sticky docked:bottom-[calc(4rem+1px+env(safe-area-inset-bottom))] docked:z-5 docked:-mx-5 docked:rounded-none docked:border-x-0 docked:border-b-0 docked:px-5 docked:py-2 docked:shadow-card min-[56.25rem]:sticky min-[56.25rem]:top-6 min-[56.25rem]:p-5"
    >
      <h2 id="cosul-tau" className="text-lead docked:sr-only">
        Coșul tău
      </h2>
      <ul className="my-2 docked:hidden empty:invisible">
        {lines.map((line) => (
          <li
            key={`${line.linkId} ${line.offerCode}`}
            className="flex flex-wrap justify-between gap-x-4 border-line border-t py-2.5 first:border-t-0"
          >
            <span className="wrap-anywhere min-w-0">
              {line.packageName}, {monthCount(line.months)}
              <span className="block text-muted text-small">
                <Unbroken>{`pe „${line.cardName}”`}</Unbroken>
              </span>
            </span>
            <span className="ml-auto whitespace-nowrap figures">{formatLei(line.priceBani)}</span>
          </li>
        ))}
      </ul>
      <div className="flex min-h-12 flex-wrap items-center justify-between gap-x-4 gap-y-2 min-[56.25rem]:grid">
        <p role="status" className="font-strong text-lead figures">
          {lines.length === 0 ? (
            <span className="font-normal text-body text-muted">Nimic ales încă</span>
          ) : (
            <>
              {packageCount(lines.length)} <span className="whitespace-nowrap">· {formatLei(totalBani)}</span>
            </>
          )}
        </p>
        {lines.length > 0 && <ActionButtonForm action={choose} hidden={hidden} label="Continuă" />}
      </div>
    </section>
  )
}
