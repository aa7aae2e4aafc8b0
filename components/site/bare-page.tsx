import type { ReactNode } from "react"
import { Logo } from "@/components/ui/logo"
import { mainId } from "@/components/ui/skip-link"
import { paths } from "@/lib/paths"

/** A page that stands on nothing else: it is shown when a layout is broken, or when there is none. */
export function BarePage({ children }: { readonly children: ReactNode }) {
  return (
    <>
      <header className="on-frame px-5">
        <div className="mx-auto flex max-w-5xl py-1.5">
          <a href={paths.home} className="inline-flex min-h-12 items-center">
            <Logo />
          </a>
        </div>
      </header>
      <main id={mainId} className="px-5">
        {children}
      </main>
    </>
  )
}
