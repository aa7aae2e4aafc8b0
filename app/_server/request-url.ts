import "server-only"
import { headers } from "next/headers"

/**
 * The path and query of this request, from the header that proxy.ts sets over any value of the client. A form
 * posts to its own page, so an action reads the page's query here. Not available while a page is prerendered.
 */
export async function requestUrl(): Promise<URL> {
  const path = (await headers()).get("x-path") ?? "/"
  return new URL(path, "http://path.invalid")
}
