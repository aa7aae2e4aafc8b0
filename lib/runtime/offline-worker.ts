import "server-only"
import { offlinePage, offlinePagePolicy } from "./offline-page"

/**
 * The service worker: opening a page goes to the network as without it; where that fails, the worker answers
 * with a page that it carries along. It keeps nothing: no cache, no answer of ours. Requests other than
 * opening a page, posts among them, do not pass it. The network answers before the worker runs
 * (navigation preload), so that pages are no slower.
 */
const offlineWorker = (phone: string): string => `"use strict"
const page = ${inScript(offlinePage(phone))}
const headers = {
  "content-type": "text/html; charset=utf-8",
  "content-security-policy": ${inScript(offlinePagePolicy)},
  "cache-control": "no-store",
}
const passing = [
  ...["cors", "no-cors", "same-origin"].map((requestMode) => ({ requestMode })),
  { requestMethod: "POST" },
]

addEventListener("install", (event) => {
  skipWaiting()
  // Where a browser knows routes, what the worker leaves alone does not even wake it.
  const routes = passing.map((condition) => ({ condition, source: "network" }))
  event.waitUntil(Promise.resolve(event.addRoutes?.(routes)).catch(() => {}))
})

addEventListener("activate", (event) => {
  event.waitUntil(registration.navigationPreload?.enable())
})

addEventListener("fetch", (event) => {
  const { request } = event
  if (request.mode === "navigate" && request.method === "GET") event.respondWith(answer(event))
})

async function answer({ request, preloadResponse }) {
  try {
    return (await preloadResponse) ?? (await fetch(request))
  } catch {
    return new Response(page, { status: 503, headers })
  }
}
`

/** The way out: takes the place of the worker, in every browser that comes back, and leaves with it. */
const departingWorker = `"use strict"
addEventListener("install", () => skipWaiting())
addEventListener("activate", (event) => event.waitUntil(leave()))

async function leave() {
  await registration.unregister()
  for (const name of await caches.keys()) await caches.delete(name)
}
`

export const workerScript = ({ isOn, phone }: { readonly isOn: boolean; readonly phone: string }): string =>
  isOn ? offlineWorker(phone) : departingWorker

const inScript = (text: string) => JSON.stringify(text).replaceAll("<", "\\u003c")
