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
    <details open={open}>
      <summary className="flex min-h-12 items-center gap-2 text-link">
        {summary}
        <span className="sr-only"> {about}</span>
      </summary>
      <div className="py-3">{children}</div>
    </details>
  )
}
