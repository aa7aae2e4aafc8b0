import type { ReactNode } from "react"

/** The layout of legal texts. */
export function Prose({ title, children }: { title: string; children: ReactNode }) {
  return (
    <article className="mx-auto max-w-[70ch] [&_a]:text-link [&_a]:underline [&_a]:underline-offset-4 [&_h2]:mt-8 [&_h2]:text-lead [&_h3]:mt-5 [&_ul]:mt-2 [&_li]:mt-1.5 [&_li]:ml-6 [&_li]:list-disc [&_p]:mt-3">
      <h1 className="text-display">{title}</h1>
      {children}
    </article>
  )
}
