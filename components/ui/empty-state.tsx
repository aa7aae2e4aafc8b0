import type { ReactNode } from "react"
import { Drawing, type DrawingName } from "./drawing"

type EmptyStateProps = {
  readonly drawing: DrawingName
  readonly title: string
  readonly children?: ReactNode
  /** The one button that helps. */
  readonly action?: ReactNode
}

export function EmptyState({ drawing, title, children, action }: EmptyStateProps) {
  return (
    <section className="flex flex-col items-center gap-3 px-5 py-8 text-center">
      <Drawing name={drawing} />
      <h2 className="text-lead">{title}</h2>
      {children && <div className="max-w-prose text-muted">{children}</div>}
      {action && <div className="mt-2">{action}</div>}
    </section>
  )
}
