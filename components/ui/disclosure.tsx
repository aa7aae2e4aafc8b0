import type { ReactNode } from "react"

type DisclosureProps = {
  readonly summary: string
  /** What it is about, for those who hear the page and would hear the same words for every item. */
  readonly about: string
  /** Open from the start: something inside has to be read. */
  readonly open?: boolean
  readonly children: ReactNode
}

/** Something that is needed rarely, a press away; works without JavaScript. */
export function Disclosure({ summary, about, open, children }: DisclosureProps) {
  return (
    <details open={open} className="group open:basis-full">
      <summary className="flex min-h-12 list-none items-center gap-2 text-link [&::-webkit-details-marker]:hidden">
        <svg
          aria-hidden="true"
          viewBox="0 0 12 12"
          className="size-3 transition-transform group-open:rotate-90"
          fill="none"
          stroke="currentColor"
          strokeWidth="2"
          strokeLinecap="round"
          strokeLinejoin="round"
        >
          <path d="m4 1.5 4.5 4.5L4 10.5" />
        </svg>
        {summary}
        <span className="sr-only"> {about}</span>
      </summary>
      <div className="py-3">{children}</div>
    </details>
  )
}
