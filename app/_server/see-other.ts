import "server-only"
import { absoluteUrl } from "@/lib/env"

/** Leads a person who opened a file's address to a page of ours. */
export const seeOther = (path: string) =>
  new Response(null, { status: 303, headers: { location: absoluteUrl(path) } })
