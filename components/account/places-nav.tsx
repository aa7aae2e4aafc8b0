"use client"

import clsx from "clsx"
import Link, { useLinkStatus } from "next/link"
import { usePathname, useSearchParams } from "next/navigation"
import { queryNames } from "@/lib/paths"
import { accountPlaces, placeOf } from "./places"

/**
 * At the bottom of a phone, at the top of a wider screen. Where the text is large or the screen narrow it
 * stands under the header in as many lines as it needs, and nothing is fixed.
 */
export function PlacesNav() {
  const current = placeOf(usePathname(), useSearchParams().has(queryNames.purpose))
  return (
    <nav
      aria-label="Contul meu"
      className="inset-x-0 bottom-0 z-10 undocked:on-frame print:hidden docked:fixed docked:border-line docked:border-t docked:bg-paper docked:pb-[env(safe-area-inset-bottom)]"
    >
      <ul className="mx-auto flex max-w-6xl flex-wrap px-3 md:px-5 docked:grid docked:grid-cols-[repeat(5,auto)] docked:px-0.5">
        {accountPlaces.map(({ href, name, icon }) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              aria-current={href === current ? "page" : undefined}
              className={clsx(
                "relative flex min-h-13 flex-col items-center justify-center gap-0.5 px-2 text-body md:px-4",
                "border-transparent border-y-[3px] transition-colors docked:min-h-16 docked:px-0.5 docked:text-note",
                href === current
                  ? "border-b-current font-strong docked:border-t-current docked:border-b-transparent forced-colors:border-[Highlight]"
                  : "text-on-frame-muted hover:text-on-frame forced-colors:border-[Canvas] docked:text-muted docked:hover:text-ink",
              )}
            >
              <svg
                aria-hidden="true"
                viewBox="0 0 24 24"
                className="hidden size-6 docked:block"
                fill="none"
                stroke="currentColor"
                strokeWidth={href === current ? 2.4 : 1.8}
                strokeLinecap="round"
                strokeLinejoin="round"
              >
                {icon}
              </svg>
              {name}
              <Pressed />
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Marks the place that was pressed until its page is there, with a line at the top of the window. */
function Pressed() {
  const { pending } = useLinkStatus()
  if (!pending) return null
  return (
    <>
      <span
        aria-hidden="true"
        className="absolute inset-x-0 -bottom-[3px] h-[3px] bg-current docked:-top-[3px] docked:bottom-auto"
      />
      <span
        role="status"
        className="fixed inset-x-0 top-0 z-20 h-[3px] origin-left animate-progress bg-soon-ground"
      >
        <span className="sr-only">Se încarcă</span>
      </span>
    </>
  )
}
