import { existsSync, readFileSync } from "node:fs"
import { createContext, runInContext } from "node:vm"
import { expect, test, vi } from "vitest"
import { GET } from "@/app/fara-internet.js/route"
import * as environment from "@/lib/env"
import { testEnvironment } from "@/tests/support/environment"
import { offlinePage } from "./offline-page"
import { workerScript } from "./offline-worker"

type Asked = { readonly method?: string; readonly mode?: string; readonly preload?: Promise<unknown> }
type Listener = (event: Record<string, unknown>) => void

/** Runs a worker's script with the parts of a browser that it uses. `fetched` is what the network does. */
function run(
  script: string,
  fetched: () => Promise<unknown> = () => Promise.reject(new TypeError("offline")),
) {
  const did: string[] = []
  const listeners: Record<string, Listener> = {}
  const context = createContext({
    Response,
    addEventListener: (name: string, listener: Listener) => {
      listeners[name] = listener
    },
    fetch: () => {
      did.push("fetch")
      return fetched()
    },
    skipWaiting: () => did.push("skip waiting"),
    registration: {
      unregister: async () => did.push("unregister"),
      navigationPreload: { enable: async () => did.push("preload") },
    },
    caches: { keys: async () => ["old"], delete: async (name: string) => did.push(`delete ${name}`) },
  })
  runInContext(script, context)
  const waited: unknown[] = []
  const fire = (name: string, more: Record<string, unknown> = {}) =>
    listeners[name]?.({ waitUntil: (work: unknown) => waited.push(work), ...more })
  const open = ({ method = "GET", mode = "navigate", preload = Promise.resolve(undefined) }: Asked) => {
    let answer: Promise<unknown> | null = null
    const request = { method, mode }
    fire("fetch", {
      request,
      preloadResponse: preload,
      respondWith: (one: Promise<unknown>) => (answer = one),
    })
    return answer as Promise<Response> | null
  }
  return { did, fire, open, settle: () => Promise.all(waited) }
}

const { phone } = environment.seller()
const worker = workerScript({ isOn: true, phone })

test("opening a page without a network shows the page that the worker carries", async () => {
  const answer = await run(worker).open({})
  expect(answer?.status).toBe(503)
  expect(await answer?.text()).toBe(offlinePage(phone))
  expect(answer?.headers.get("content-security-policy")).toMatch(/default-src 'none'; style-src 'sha256-/)
  expect(answer?.headers.get("cache-control")).toBe("no-store")
})

test("an answer of the network passes as it came, preloaded or not", async () => {
  const answer = new Response(null, { status: 500 })
  expect(await run(worker, async () => answer).open({})).toBe(answer)
  const preloading = run(worker)
  expect(await preloading.open({ preload: Promise.resolve(answer) })).toBe(answer)
  expect(preloading.did).toEqual([])
  const broken = run(worker)
  const preload = Promise.reject(new TypeError("offline"))
  expect((await broken.open({ preload }))?.status).toBe(503)
})

test.each([{ method: "POST" }, { mode: "cors" }, { mode: "no-cors" }])(
  "the worker leaves alone what is not the opening of a page: %o",
  (asked) => {
    const one = run(worker)
    expect(one.open(asked)).toBeNull()
    expect(one.did).toEqual([])
  },
)

test("it takes over at once, keeps nothing and lets the network begin first", async () => {
  const one = run(worker)
  const routes: unknown[] = []
  one.fire("install", { addRoutes: (added: unknown) => Promise.reject(routes.push(added)) })
  one.fire("activate")
  await one.settle()
  expect(one.did).toEqual(["skip waiting", "preload"])
  expect(JSON.stringify(routes)).not.toContain("navigate")
  expect(worker).not.toMatch(/\bcaches\b|indexedDB/)
  expect(worker).not.toContain("</")
})

test("the departing worker unregisters itself and empties caches", async () => {
  const one = run(workerScript({ isOn: false, phone }))
  one.fire("install")
  one.fire("activate")
  await one.settle()
  expect(one.did).toEqual(["skip waiting", "unregister", "delete old"])
  expect(one.open({})).toBeNull()
})

test("the worker is served with a policy that lets it fetch, and not again to a browser that has it", async () => {
  const address = "http://127.0.0.1/fara-internet.js"
  const answer = GET(new Request(address))
  expect(answer.headers.get("content-security-policy")).toMatch(/^default-src 'none'; connect-src 'self';/)
  expect(answer.headers.get("cache-control")).toBe("no-cache")
  expect(await answer.text()).toBe(worker)
  const tag = answer.headers.get("etag") ?? ""
  expect(GET(new Request(address, { headers: { "if-none-match": tag } })).status).toBe(304)
})

test("OFFLINE_PAGE=0 and a restart send the departing worker to a browser that holds the other one", async () => {
  const address = "http://127.0.0.1/fara-internet.js"
  const held = GET(new Request(address)).headers.get("etag") ?? ""
  const asked = new Request(address, { headers: { "if-none-match": held } })
  restartWith("0")
  const departing = GET(asked)
  expect(departing.status).toBe(200)
  expect(departing.headers.get("content-type")).toBe("text/javascript; charset=utf-8")
  expect(departing.headers.get("cache-control")).toBe("no-cache")
  const one = run(await departing.text())
  one.fire("activate")
  await one.settle()
  expect(one.did).toEqual(["unregister", "delete old"])
  const again = new Request(address, { headers: { "if-none-match": departing.headers.get("etag") ?? "" } })
  expect(GET(again).status).toBe(304)
  // Switched on again: a browser that came meanwhile gets the worker.
  restartWith("1")
  expect(await GET(again).text()).toBe(worker)
})

/** What a process reads, once, that is started with this value. */
const restartWith = (page: "0" | "1") =>
  vi
    .spyOn(environment, "env")
    .mockReturnValue(environment.parseEnv({ ...testEnvironment, OFFLINE_PAGE: page }))

test("pages register the worker that there is", () => {
  const registered = /register\("\/([^"]+)"/.exec(readFileSync("instrumentation-client.ts", "utf8"))?.[1]
  expect(existsSync(`app/${registered}/route.ts`)).toBe(true)
})

test("the page has the colours of the stylesheet", () => {
  const css = readFileSync("app/globals.css", "utf8")
  const [themeLight = "", themeDark = ""] = css.split("@media (prefers-color-scheme: dark)")
  const [pageLight = "", pageDark = ""] = offlinePage("1").split("@media(prefers-color-scheme:dark)")
  for (const [page, theme] of [
    [pageLight, themeLight],
    [pageDark, themeDark],
  ] as const) {
    const colours = [...page.matchAll(/--([\w-]+):(#[0-9a-f]{6})/g)]
    expect(colours.length).toBe(9)
    for (const [, role, colour] of colours) expect(theme).toContain(`--color-${role}: ${colour};`)
  }
})
