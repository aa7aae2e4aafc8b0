import { connect } from "node:net"
import { buffer } from "node:stream/consumers"
import { environment } from "./drill"

export type RawAnswer = {
  readonly status: number
  /** All values of a header, in the order in which they came. */
  readonly header: (name: string) => readonly string[]
  readonly body: string
}

export type RawRequest = {
  readonly method?: string
  /** Sent as it stands: not decoded, not normalised, with or without a host. */
  readonly target: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  /** Without a Content-Length, in pieces. */
  readonly chunked?: boolean
  readonly server?: number
}

/** A request written to the socket by hand: what no browser and no client library sends. */
export async function rawRequest(asked: RawRequest): Promise<RawAnswer> {
  const { method = "GET", target, headers = {}, body, chunked = false, server = 0 } = asked
  const all = {
    host: new URL(environment.appUrl).host,
    connection: "close",
    ...(body !== undefined && framing(body, chunked)),
    ...headers,
  }
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`)
  const { hostname, port } = new URL(environment.servers[server] ?? environment.appUrl)
  const socket = connect(Number(port), hostname)
  socket.write(`${method} ${target} HTTP/1.1\r\n${lines.join("")}\r\n${framed(body ?? "", chunked)}`)
  return parse((await buffer(socket)).toString("utf8"))
}

const framing = (body: string, chunked: boolean) =>
  chunked ? { "transfer-encoding": "chunked" } : { "content-length": String(Buffer.byteLength(body)) }

function framed(body: string, chunked: boolean): string {
  if (!chunked) return body
  const pieces = body.match(/.{1,10000}/gs) ?? []
  return `${pieces.map((piece) => `${Buffer.byteLength(piece).toString(16)}\r\n${piece}\r\n`).join("")}0\r\n\r\n`
}

function parse(answer: string): RawAnswer {
  const [head = "", ...body] = answer.split("\r\n\r\n")
  const [first = "", ...lines] = head.split("\r\n")
  const named = lines.map((line) => {
    const colon = line.indexOf(":")
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()] as const
  })
  return {
    status: Number(first.split(" ")[1] ?? 0),
    header: (name) => named.flatMap(([one, value]) => (one === name.toLowerCase() ? [value] : [])),
    body: body.join("\r\n\r\n"),
  }
}
