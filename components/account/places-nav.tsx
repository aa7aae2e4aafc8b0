"use client"

import clsx from "clsx"
import Link from "next/link"
import { usePathname } from "next/navigation"
import { accountPlaces, placeOf } from "./places"

/** At the bottom of a phone, at the top of a wider screen. In a very low window it is not fixed. */
export function PlacesNav() {
  const current = placeOf(usePathname())
  return (
    <nav
      aria-label="Contul meu"
      className="max-md:tall:fixed inset-x-0 bottom-0 z-10 border-line bg-paper max-md:border-t max-md:pb-[env(safe-area-inset-bottom)] md:on-frame"
    >
      <ul className="mx-auto flex max-w-6xl justify-around px-1 md:justify-start md:px-5">
        {accountPlaces.map(({ href, name, icon }) => (
          <li key={href}>
            <Link
              href={href}
              prefetch={false}
              aria-current={href === current ? "page" : undefined}
              className={clsx(
                "flex min-h-16 flex-col items-center justify-center gap-0.5 px-1.5 text-note md:min-h-13 md:px-4 md:text-body",
                "border-transparent border-y-[3px] transition-colors",
                href === current
                  ? "border-t-current font-strong md:border-t-transparent md:border-b-current"
                  : "text-muted hover:text-ink md:text-on-frame-muted md:hover:text-on-frame",
              )}
            >
              <svg
                aria-hidden="true"
                viewBox="0 0 24 24"
                className="size-6 md:hidden"
                fill="none"
                stroke="currentColor"
                strokeWidth={href === current ? 2.4 : 1.8}
                strokeLinecap="round"
                strokeLinejoin="round"
              >
                {icon}
              </svg>
              {name}
            </Link>
          </li>
        ))}
      </ul>
    </nav>
  )
}
