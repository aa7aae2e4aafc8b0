import { notFound } from "next/navigation"

/** Unknown addresses of the account are rendered per request, as all of it is: the prerendered not-found page has another policy. */
export default function UnknownAccountPage(): never {
  notFound()
}
