import { notFound } from "next/navigation"

/** Unknown addresses under /cont, rendered per request: the prerendered not-found page has another policy. */
export default function UnknownAccountPage(): never {
  notFound()
}
