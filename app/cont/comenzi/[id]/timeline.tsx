import clsx from "clsx"
import { Unbroken } from "@/components/ui/unbroken"
import { formatLei } from "@/lib/domain/money/money"
import { unreachable } from "@/lib/domain/result"
import { formatInstant } from "@/lib/domain/time/civil-date"
import type { OrderEvent } from "@/lib/orders/order-timeline"

/** What happened to the order and when, oldest first; the newest is marked by a filled dot. */
export function Timeline({ events }: { readonly events: readonly OrderEvent[] }) {
  return (
    <section aria-labelledby="ce-s-a-intamplat" className="mt-6 px-5">
      <h2 id="ce-s-a-intamplat" className="text-lead">
        Ce s-a întâmplat
      </h2>
      <ol className="mt-2">
        {events.map((event, at) => (
          <li key={`${words(event)} ${event.at.getTime()}`} className="relative pb-4 pl-7 last:pb-0">
            {at < events.length - 1 && (
              <span
                aria-hidden="true"
                className="absolute top-3.5 bottom-[-0.625rem] left-[0.4375rem] w-0.5 bg-line"
              />
            )}
            <span
              aria-hidden="true"
              className={clsx(
                "absolute top-1.5 left-0 size-4 rounded-pill border-2 border-edge",
                at === events.length - 1 ? "bg-edge" : "bg-page",
              )}
            />
            <p className="wrap-anywhere">
              <Unbroken>{words(event)}</Unbroken>
            </p>
            <p className="text-muted text-small figures">{formatInstant(event.at)}</p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function words(event: OrderEvent): string {
  switch (event.kind) {
    case "ordered":
      return "Ai comandat"
    case "paid":
      return `Ai plătit ${formatLei(event.amountBani)}`
    case "invoiced":
      return `${event.title} a fost emisă`
    case "activated":
      return `Ai activat ${event.packageName} pe „${event.cardName}”`
    case "sent-back":
      return `Ți-am trimis înapoi ${formatLei(event.amountBani)}`
    case "cancelled":
      return "Comandă anulată"
    default:
      return unreachable(event)
  }
}
