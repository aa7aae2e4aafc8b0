import clsx from "clsx"
import type { ReactNode } from "react"
import type { BadgeTone } from "@/components/ui/badge"

type UrgentBannerProps = {
  readonly tone: BadgeTone
  /** What it is about, in bold: "Familia pe „TV living” expiră în 4 zile". */
  readonly title: string
  /** The rest of the sentence: ", joi, 26 noiembrie." */
  readonly rest?: string
  readonly action?: ReactNode
}

/** The most urgent package. At most one per page. */
export function UrgentBanner({ tone, title, rest, action }: UrgentBannerProps) {
  return (
    <div
      className={clsx(
        "flex flex-wrap items-center justify-end gap-x-6 gap-y-3 rounded-card border-l-[5px] py-3.5 pr-4 pl-4.5",
        grounds[tone],
      )}
    >
      <p className="grow basis-60 text-ink">
        <strong className="font-strong">{title}</strong>
        {rest}
      </p>
      {action}
    </div>
  )
}

const grounds = {
  active: "border-active bg-active-ground",
  soon: "border-soon bg-soon-ground",
  waiting: "border-waiting bg-waiting-ground",
  over: "border-over bg-over-ground",
} satisfies Record<BadgeTone, string>
