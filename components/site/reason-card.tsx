import clsx from "clsx"
import type { ReactNode } from "react"

const icons = {
  calendar: <path d="M5 6h14v14H5ZM5 10.5h14M9 3.5v4M15 3.5v4M9 15l2.2 2.2L15.5 13" />,
  bolt: <path d="M13 3 5.5 13.5H11L10 21l8-11h-5.8Z" />,
  letter: <path d="M3.5 6h17v12.5h-17ZM4 6.5l8 6.5 8-6.5" />,
  cards: <path d="M3.5 9.5h13v9.5h-13ZM7 9V5.5h13.5V15H17M3.5 13h13" />,
  invoice: <path d="M6 3.5h12v17l-3-2-3 2-3-2-3 2ZM9.5 8h5M9.5 12h5" />,
} satisfies Record<string, ReactNode>

export type Reason = {
  readonly icon: keyof typeof icons
  readonly title: string
  readonly text: ReactNode
}

/** One reason to have an account: a card beside others on a desktop, a row of a list on a phone. */
export function ReasonCard({ icon, title, text, picture }: Reason & { readonly picture?: ReactNode }) {
  return (
    <li
      className={clsx(
        "flex flex-wrap content-start gap-4 py-5 md:flex-col md:rounded-card md:border md:border-line md:bg-paper md:p-6",
        picture && "md:col-span-2 md:flex-row",
      )}
    >
      <span className="grid size-11 shrink-0 place-items-center rounded-control bg-waiting-ground text-waiting">
        <svg
          aria-hidden="true"
          viewBox="0 0 24 24"
          className="size-6"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.8"
          strokeLinecap="round"
          strokeLinejoin="round"
        >
          {icons[icon]}
        </svg>
      </span>
      <div className="min-w-0 flex-1 basis-52">
        <h3 className="text-body md:text-lead">{title}</h3>
        <p className="mt-1.5 text-muted text-small md:text-body">{text}</p>
      </div>
      {picture}
    </li>
  )
}
