import type { ReactNode } from "react"

type MessageProps = { readonly title: string; readonly children: ReactNode; readonly action: ReactNode }

/** A title, a sentence and one action, in the middle of a page. */
export function Message({ title, children, action }: MessageProps) {
  return (
    <div className="mx-auto max-w-xl py-12 text-center">
      <h1 className="text-title md:text-display">{title}</h1>
      <p className="mt-4 text-muted">{children}</p>
      <div className="mt-8">{action}</div>
    </div>
  )
}
