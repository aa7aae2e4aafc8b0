import type { ReactNode } from "react"
import { Logo } from "@/components/ui/logo"
import { mainId } from "@/components/ui/skip-link"

/** A page without a layout: for errors of a layout, and for pages that have none. */
export function BarePage({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <header className="on-frame px-5">
        <div className="mx-auto flex min-h-15 max-w-5xl items-center">
          <Logo />
        </div>
      </header>
      <main id={mainId} className="px-5">
        {children}
      </main>
    </>
  )
}
