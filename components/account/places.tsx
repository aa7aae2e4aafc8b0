import type { ReactNode } from "react"
import { paths } from "@/lib/paths"

type AccountPlace = {
  readonly href: string
  readonly name: string
  readonly icon: ReactNode
  /** Addresses that belong to it without lying under its own. */
  readonly also?: readonly string[]
}

/** The sections of the account, in order. */
export const accountPlaces: readonly AccountPlace[] = [
  { href: paths.account, name: "Acasă", icon: <path d="m3.5 11 8.5-7.5 8.5 7.5M6 9v11h4.5v-6h3v6H18V9" /> },
  {
    href: paths.smartcards,
    name: "Smartcarduri",
    icon: <path d="M5 5h14a2 2 0 0 1 2 2v10a2 2 0 0 1-2 2H5a2 2 0 0 1-2-2V7a2 2 0 0 1 2-2ZM3 10h18M7 15h3" />,
  },
  {
    href: paths.topUp,
    name: "Reîncarcă",
    icon: <path d="M12 5v14M5 12h14" />,
  },
  {
    href: paths.orders,
    name: "Comenzi",
    also: [paths.invoices, paths.withdrawal],
    icon: <path d="M6 3h12v18l-3-2-3 2-3-2-3 2V3ZM9 8h6M9 12h6" />,
  },
  {
    href: paths.settings,
    name: "Setări",
    also: [paths.billing],
    icon: <path d="M12 11.5a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20.5a7.5 7.5 0 0 1 15 0Z" />,
  },
]

/** The section of an address: the one with the longest matching path. `isForOrder`: opened in an order. */
export function placeOf(pathname: string, isForOrder = false): string | undefined {
  if (isForOrder && pathname === paths.billing) return paths.topUp
  const roots = accountPlaces.flatMap(({ href, also = [] }) =>
    [href, ...also].map((root) => ({ href, root })),
  )
  const around = roots.filter(({ root }) => pathname === root || pathname.startsWith(`${root}/`))
  return around.sort((a, b) => b.root.length - a.root.length)[0]?.href
}
