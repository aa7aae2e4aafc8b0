import { DaysLeftBar } from "@/components/account/days-left-bar"

/**
 * What the account says of a package that ends soon. Hidden from screen readers: it shows no real data, and
 * no date, because the page is drawn once.
 */
export function LastDays() {
  return (
    <div
      aria-hidden="true"
      className="w-full self-center rounded-control border border-line bg-page px-4 py-3 md:w-60"
    >
      <p className="flex items-baseline justify-between gap-3 font-strong">
        Familia
        <span className="inline-flex items-baseline gap-2 text-soon">
          <svg aria-hidden="true" viewBox="0 0 12 12" className="size-3 shrink-0" fill="currentColor">
            <path d="M6 1 12 11H0Z" />
          </svg>
          4&nbsp;zile
        </span>
      </p>
      <p className="mt-0.5 mb-2.5 text-muted text-small">ți-am scris pe e-mail</p>
      <DaysLeftBar fraction={0.13} tone="soon" />
    </div>
  )
}
