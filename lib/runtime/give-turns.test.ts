import { AsyncLocalStorage } from "node:async_hooks"
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from "node:http"
import { availableParallelism } from "node:os"
import { afterEach, beforeEach, expect, test, vi } from "vitest"
import { giveTurns } from "./give-turns"

const atOnce = 4 * availableParallelism()
const header = "x-client-ip"

type Held = { readonly url: string; readonly answer: () => void }

let server: Server
let url = ""
let held: Held[] = []
const waiters: (() => void)[] = []
let stop: () => void

/** Holds each request until the test answers it. */
const holdIn = (mine: Held[]) => (incoming: IncomingMessage, response: ServerResponse) => {
  mine.push({ url: incoming.url ?? "", answer: () => void response.end("ok") })
  for (const wake of waiters.splice(0)) wake()
}

beforeEach(async () => {
  held = []
  server = createServer(holdIn(held))
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  const address = server.address()
  url = `http://127.0.0.1:${typeof address === "object" ? address?.port : ""}`
  stop = giveTurns(header)
})

afterEach(async () => {
  stop()
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
})

const ask = (path: string, ip = "203.0.113.1") => fetch(url + path, { headers: { [header]: ip } })

async function untilHeld(path: string): Promise<Held> {
  for (;;) {
    const found = held.find((one) => one.url === path)
    if (found) return found
    await new Promise<void>((wake) => void waiters.push(wake))
  }
}

test("probes and files are answered while all turns are taken", async () => {
  for (let at = 0; at < 3 * atOnce; at += 1) void ask(`/slow/${at}`).catch(() => {})
  await untilHeld("/slow/0")
  for (const path of ["/api/live", "/api/health", "/api/ready", "/_next/static/a.js", "/fara-internet.js"]) {
    const answer = ask(path)
    const { answer: send } = await untilHeld(path)
    send()
    expect((await answer).status).toBe(200)
  }
})

test("a half-sent body takes no turn; sent in full, it is worked on", async () => {
  const halves = Array.from({ length: 3 * atOnce }, () => {
    const half = request(`${url}/half`, { method: "POST", headers: { "content-length": 4 } })
    half.on("error", () => {})
    half.write("ha")
    return half
  })
  const other = ask("/other")
  ;(await untilHeld("/other")).answer()
  expect((await other).status).toBe(200)
  expect(held.map((one) => one.url)).toEqual(["/other"])
  halves[0]?.end("lf")
  expect((await untilHeld("/half")).url).toBe("/half")
})

test("a body longer than what is read ahead is worked on", async () => {
  const sent = fetch(`${url}/long`, { method: "POST", body: "a".repeat(1_000_000) })
  ;(await untilHeld("/long")).answer()
  expect((await sent).status).toBe(200)
})

test("a request that waited for its turn keeps what surrounds it", async () => {
  const surroundings = new AsyncLocalStorage<string>()
  const seen: (string | undefined)[] = []
  server.removeAllListeners("request")
  server.on("request", (_incoming, response) => {
    seen.push(surroundings.getStore())
    response.end()
  })
  await ask("/first")
  const [given] = server.listeners("request")
  server.removeAllListeners("request")
  server.on("request", (...exchange) =>
    surroundings.run(exchange[0].url ?? "", () => Reflect.apply(given ?? holdIn(held), server, exchange)),
  )
  const paths = Array.from({ length: 3 * atOnce }, (_, at) => `/${at}`)
  await Promise.all(paths.map((path) => ask(path)))
  expect(seen.toSorted()).toEqual([undefined, ...paths].toSorted())
})

test("what Next asks its own server for, while it works on a request, needs no turn of its own", async () => {
  // No lease ends: only the answers give turns on.
  vi.useFakeTimers({ toFake: ["setTimeout"] })
  server.removeAllListeners("request")
  server.on("request", (incoming: IncomingMessage, response: ServerResponse) => {
    if (incoming.url !== "/action") return void response.end("page")
    const headers = new Headers()
    for (const [name, value] of Object.entries(incoming.headers)) headers.set(name, String(value))
    return void fetch(`${url}/page`, { headers }).then(async (page) => response.end(await page.text()))
  })
  const answers = await Promise.all(Array.from({ length: 3 * atOnce }, () => ask("/action")))
  expect(await Promise.all(answers.map((answer) => answer.text()))).toEqual(answers.map(() => "page"))
  vi.useRealTimers()
})
