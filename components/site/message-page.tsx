import type { ReactNode } from "react"
import { Logo } from "@/components/ui/logo"
import { mainId } from "@/components/ui/skip-link"

type Props = { title: string; children: ReactNode; action: ReactNode }

/** A whole page that says one thing and offers one way on. Stands on nothing else: it is shown when something is broken. */
export function MessagePage({ title, children, action }: Props) {
  return (
    <>
      <header className="on-frame px-5 py-4">
        <div className="mx-auto max-w-5xl">
          <Logo />
        </div>
      </header>
      <main id={mainId} className="mx-auto max-w-xl px-5 py-16 text-center">
        <h1 className="text-display">{title}</h1>
        <p className="mt-4 text-muted">{children}</p>
        <div className="mt-8">{action}</div>
      </main>
    </>
  )
}
