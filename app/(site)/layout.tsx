import type { ReactNode } from "react"
import { CampaignLink } from "@/components/site/campaign-link"
import { SiteFooter } from "@/components/site/site-footer"
import { Logo } from "@/components/ui/logo"
import { mainId, SkipLink } from "@/components/ui/skip-link"
import { seller } from "@/lib/env"
import { helpPaths } from "@/lib/help-paths"
import { paths } from "@/lib/paths"

export default function SiteLayout({ children }: { children: ReactNode }) {
  return (
    <>
      <SkipLink />
      <header className="on-frame px-5 print:hidden">
        <div className="mx-auto flex max-w-5xl flex-wrap items-center justify-between gap-x-3 py-1.5 sm:gap-x-4">
          <a
            href={paths.home}
            className="inline-flex min-h-12 items-center"
            aria-label="Focus Sat, prima pagină"
          >
            <Logo isCompact />
          </a>
          <nav aria-label="Focus Sat" className="flex flex-wrap items-center gap-x-1 sm:gap-x-2">
            <CampaignLink
              href={paths.catalogue}
              className="inline-flex min-h-12 items-center px-2 font-strong text-small underline-offset-4 sm:px-3 hover:underline"
            >
              Pachete
            </CampaignLink>
            <CampaignLink
              href={helpPaths.home}
              className="inline-flex min-h-12 items-center px-2 font-strong text-small underline-offset-4 sm:px-3 hover:underline"
            >
              Ajutor
            </CampaignLink>
            <CampaignLink
              href={paths.signIn}
              className="inline-flex min-h-12 items-center rounded-control border-2 border-on-frame-muted px-4 font-strong text-small hover:border-on-frame"
            >
              CONTUL MEU
            </CampaignLink>
          </nav>
        </div>
      </header>
      <main id={mainId} tabIndex={-1} className="grow px-5 pt-8 outline-none">
        {children}
      </main>
      <SiteFooter seller={seller()} />
    </>
  )
}
