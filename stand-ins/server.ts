import { createServer, type IncomingMessage, type ServerResponse } from "node:http"

export type StandIn = { readonly url: string; close(): Promise<void> }

/** One request with its response. */
export type Exchange = {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly url: URL
  /** Reads the whole body as UTF-8; throws beyond 40 MiB. */
  readonly body: () => Promise<string>
}

type Options = {
  /** 0 takes any free port. */
  readonly port: number
  answer(exchange: Exchange): Promise<void> | void
  /**
   * Writes an error in the vendor's form: 403 for a foreign Host header, 500 for an exception in `answer`.
   */
  refuse(response: ServerResponse, refusal: { readonly status: 403 | 500; readonly message: string }): void
}

/** Serves HTTP on 127.0.0.1 only. */
export async function startStandIn({ port, answer, refuse }: Options): Promise<StandIn> {
  const server = createServer((request, response) => {
    // Without this check, a page of another origin could read the answers through a name that leads to
    // 127.0.0.1.
    if (!/^(127\.0\.0\.1|localhost)(:\d+)?$/.test(request.headers.host ?? "")) {
      return refuse(response, { status: 403, message: "Loopback only." })
    }
    const url = new URL(request.url ?? "/", "http://127.0.0.1")
    const exchange = { request, response, url, body: () => bodyOf(request) }
    Promise.resolve(exchange)
      .then(answer)
      .catch((error: unknown) => {
        if (!response.headersSent) refuse(response, { status: 500, message: String(error) })
      })
  })
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject)
    server.listen(port, "127.0.0.1", resolve)
  })
  const address = server.address()
  if (typeof address !== "object" || !address) throw new Error("The server has no address")
  return {
    url: `http://127.0.0.1:${address.port}`,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const largestBody = 40 * 1024 * 1024

export async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = []
  let size = 0
  for await (const part of request) {
    size += part.length
    if (size > largestBody) throw new Error("The request is too large")
    parts.push(part)
  }
  return Buffer.concat(parts).toString("utf8")
}

export type Head = { readonly status?: number; readonly headers?: Readonly<Record<string, string>> }

export function json(response: ServerResponse, body: unknown, { status = 200, headers }: Head = {}) {
  response.writeHead(status, { "content-type": "application/json", ...headers })
  response.end(JSON.stringify(body))
}

/** Firefox asks for the icon of each site. */
const pagePolicy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'"

export function html(response: ServerResponse, body: string, { status = 200, headers }: Head = {}) {
  response.writeHead(status, {
    "content-type": "text/html; charset=utf-8",
    "content-security-policy": pagePolicy,
    "referrer-policy": "no-referrer",
    ...headers,
  })
  response.end(body)
}

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
}

/** For text between tags and inside quoted attributes. */
export const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign)
