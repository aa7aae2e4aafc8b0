import "server-only"
import { absoluteUrl } from "@/lib/env"

/** Redirects to a page, for a person who opened the URL of a file. */
export const seeOther = (path: string) =>
  new Response(null, { status: 303, headers: { location: absoluteUrl(path) } })
