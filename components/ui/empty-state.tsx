import type { ReactNode } from "react"

type EmptyStateProps = {
  readonly title: string
  readonly children?: ReactNode
  /** The one button that helps. */
  readonly action?: ReactNode
}

export function EmptyState({ title, children, action }: EmptyStateProps) {
  return (
    <section className="flex flex-col items-center gap-3 rounded-card border border-edge border-dashed px-5 py-10 text-center">
      <h2 className="text-lead">{title}</h2>
      {children && <div className="max-w-prose text-muted">{children}</div>}
      {action && <div className="mt-2">{action}</div>}
    </section>
  )
}
