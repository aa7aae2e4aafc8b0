import "server-only"
import { headers } from "next/headers"

/**
 * The address that this request was made for, parameters included. proxy.ts writes it over whatever the client sent. A form
 * posts to its own page, so that an action learns here what the page's address carried; prerendered pages cannot read it.
 */
export async function requestUrl(): Promise<URL> {
  const path = (await headers()).get("x-path") ?? "/"
  return new URL(path, "http://path.invalid")
}
