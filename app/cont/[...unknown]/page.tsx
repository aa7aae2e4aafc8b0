import type { Metadata } from "next"
import { notFound } from "next/navigation"

export const metadata: Metadata = { title: "Pagina nu există" }

/** Unknown addresses under /cont, rendered per request: the prerendered not-found page has another policy. */
export default function UnknownAccountPage(): never {
  notFound()
}
