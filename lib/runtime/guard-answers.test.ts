import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import { type AddressInfo, connect } from "node:net"
import { text } from "node:stream/consumers"
import { afterEach, expect, test } from "vitest"
import { env } from "@/lib/env"
import { noteActionBegun } from "./action-begun"
import { guardAnswers } from "./guard-answers"

const ours = new URL(env().APP_URL)
const form = `POST / HTTP/1.1\r\nHost: ${ours.host}\r\nOrigin: ${ours.origin}\r\nConnection: close\r\n`
const ends: (() => void)[] = []
afterEach(() => ends.splice(0).forEach((end) => void end()))

type Listener = (request: IncomingMessage, response: ServerResponse) => unknown

/** A guarded server. `ask` sends the bytes of one request and returns the whole answer. */
async function guardedServer(listener: Listener) {
  const server: Server = createServer((request, response) => void listener(request, response))
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  const stop = guardAnswers()
  ends.push(stop, () => server.close())
  const { port } = server.address() as AddressInfo
  const ask = (bytes: string) => {
    const socket = connect(port, "127.0.0.1")
    socket.write(bytes)
    return text(socket)
  }
  return { port, ask }
}

test("an answer without headers gets them; those that the application sets stay", async () => {
  const { ask } = await guardedServer((request, response) => {
    if (request.url === "/own") response.setHeader("Content-Security-Policy", "default-src 'self'")
    response.writeHead(200, { "Cache-Control": "public, max-age=60", "x-frame-options": "SAMEORIGIN" })
    response.end("ok")
  })
  const bare = await ask("GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
  expect(bare).toMatch(/content-security-policy: default-src 'none'/i)
  expect(bare).toMatch(/x-content-type-options: nosniff/i)
  expect(bare).toMatch(/cache-control: public, max-age=60/i)
  expect(bare.match(/x-frame-options: (.*)/gi)).toEqual(["x-frame-options: SAMEORIGIN"])
  const own = await ask("GET /own HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
  expect(own.match(/content-security-policy: .*/gi)).toEqual(["Content-Security-Policy: default-src 'self'"])
})

test("no error is cached, also where the application wants it", async () => {
  const { ask } = await guardedServer((_request, response) => {
    response.setHeader("Cache-Control", "s-maxage=31536000")
    response.statusCode = 404
    response.end("no")
  })
  const answer = await ask("GET /term%65ni HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
  expect(answer.match(/cache-control: .*/gi)).toEqual(["Cache-Control: private, no-store"])
})

test.each([
  ["an address with a host", "GET http://evil.example/ HTTP/1.1\r\nHost: x\r\n", "400"],
  ["an address that is a star", "OPTIONS * HTTP/1.1\r\nHost: x\r\n", "400"],
  ["a calendar that no decoder reads", "GET /calendar/%ff.ics HTTP/1.1\r\nHost: x\r\n", "400"],
  ["an id that no decoder reads", "GET /api/invoices/%ff HTTP/1.1\r\nHost: x\r\n", "400"],
  ["TRACE", "TRACE / HTTP/1.1\r\nHost: x\r\n", "405"],
  [
    "a post from elsewhere",
    `${form.replace(ours.origin, "https://evil.example")}Content-Length: 0\r\n`,
    "403",
  ],
  ["a post to another host", `${form.replace(ours.host, "evil.example")}Content-Length: 0\r\n`, "403"],
  ["a long post", `${form}Content-Type: text/plain\r\nContent-Length: 200000\r\n`, "413"],
  ["a post that is no form", `${form}Content-Type: application/json\r\nContent-Length: 0\r\n`, "415"],
])("the application never sees %s: %s", async (_what, head, status) => {
  let seen = 0
  const { ask } = await guardedServer((_request, response) => {
    seen += 1
    response.end()
  })
  const answer = await ask(`${head}Connection: close\r\n\r\n`)
  expect(answer).toContain(`HTTP/1.1 ${status} `)
  expect(answer).toMatch(/cache-control: no-store|cache-control: private, no-store/i)
  expect(answer).toMatch(/content-security-policy: default-src 'none'/i)
  expect(answer).toContain('<html lang="ro">')
  expect(seen).toBe(0)
})

test("a form reaches the application byte by byte, and its answer is streamed", async () => {
  const parts: string[] = []
  const { port } = await guardedServer((request, response) => {
    request.setEncoding("utf8").on("data", (part: string) => {
      parts.push(part)
      response.write(`seen ${part}`)
    })
    request.on("end", () => response.end(" all"))
  })
  const socket = connect(port, "127.0.0.1").setEncoding("utf8")
  let answer = ""
  const until = (words: string) =>
    new Promise<void>((resolve) => {
      const look = () => answer.includes(words) && resolve()
      socket.on("data", (part: string) => {
        answer += part
        look()
      })
      look()
    })
  socket.write(`${form}Content-Type: text/plain\r\nContent-Length: 6\r\n\r\none`)
  await until("seen one")
  expect(parts).toEqual(["one"])
  socket.write("two")
  await until(" all")
  expect(answer).toContain("seen two")
})

test.each([400, 409])("a form of an unknown action gets our page with %s, in one piece", async (status) => {
  const { ask } = await guardedServer((_request, response) => {
    response.setHeader("x-nextjs-action-not-found", "1")
    response.setHeader("content-type", "text/plain")
    response.setHeader("content-length", "26")
    response.statusCode = status
    response.end("Server Action unavailable.")
  })
  const head = `${form}Content-Type: text/plain\r\nContent-Length: 0\r\n`
  const answer = await ask(`${head}\r\n`)
  expect(answer).toContain(`HTTP/1.1 ${status} `)
  expect(answer).toMatch(/content-type: text\/html/i)
  expect(answer).toContain("Întoarce-te la pagină")
  expect(answer).not.toContain("Server Action")
  expect(await ask(`${head}Next-Action: x\r\n\r\n`)).toContain("Server Action unavailable.")
})

test("a form that no action could read is 400; an action that fails stays a server error", async () => {
  const { ask } = await guardedServer((request, response) => {
    if (request.headers.cookie === "understood") noteActionBegun()
    response.statusCode = 500
    response.write("Internal ")
    response.end("Server Error")
  })
  const asked = (path: string, cookie: string) =>
    ask(
      `${form.replace("POST /", `POST ${path}`)}Content-Type: text/plain\r\nContent-Length: 0\r\nCookie: ${cookie}\r\n\r\n`,
    )
  const unread = await asked("/", "garbled")
  expect(unread).toContain("HTTP/1.1 400 ")
  expect(unread).toContain("Cererea nu poate fi citită")
  expect(unread).not.toContain("Server Error")
  for (const failed of [await asked("/", "understood"), await asked("/api/webhooks/stripe", "garbled")]) {
    expect(failed).toContain("HTTP/1.1 500 ")
    expect(failed).toContain("Server Error")
    expect(failed).not.toContain("Cererea")
  }
})
