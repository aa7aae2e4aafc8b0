import { randomUUID } from "node:crypto"
import { Agent, type IncomingHttpHeaders, request } from "node:http"
import { environment } from "./drill"

export type Answer = {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly body: string
  /** The Location header of a redirect, otherwise empty. */
  readonly location: string
  readonly milliseconds: number
}

/** A header with the value `undefined` is not sent, although the visitor would send it by default. */
export type Headers = Readonly<Record<string, string | undefined>>

type AskOptions = {
  readonly method?: string
  readonly headers?: Headers
  readonly body?: Buffer | undefined
  readonly server?: number | undefined
}

export type Fields = Record<string, string | Buffer>

type SubmitOptions = Omit<AskOptions, "body"> & {
  /** The form of the page that has all of these fields is filled with these values. */
  readonly fields: Fields
}

export type Visitor = ReturnType<typeof newVisitor>

// No connection is used twice: a server that closes an idle one would cut a request that was just sent.
const agent = new Agent({ keepAlive: false, maxSockets: 200 })
const appHost = new URL(environment.appUrl).host

/** A browser without JavaScript that does not follow redirects. It keeps cookies and posts forms. */
export function newVisitor({ ip, cookies = {} }: { ip?: string; cookies?: Record<string, string> } = {}) {
  const jar = new Map(Object.entries(cookies))

  async function ask(
    path: string,
    { method = "GET", headers = {}, body, server = 0 }: AskOptions = {},
  ): Promise<Answer> {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ")
    const answer = await send(new URL(path, environment.servers[server]), {
      method,
      body,
      headers: withoutUndefined({
        host: appHost,
        "user-agent":
          "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
        ...(cookie && { cookie }),
        ...(ip && { "x-client-ip": ip }),
        ...(body && { "content-length": String(body.length) }),
        ...headers,
      }),
    })
    for (const set of answer.headers["set-cookie"] ?? []) {
      const [, name = "", value = ""] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (value === "") jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }

  /** Posts a form that was read from a page before, so that many requests can post the same form at once. */
  function post(path: string, form: Fields, more: Omit<AskOptions, "body"> = {}): Promise<Answer> {
    const { body, contentType } = multipart(form)
    const headers = { origin: environment.appUrl, "content-type": contentType, ...more.headers }
    return ask(path, { ...more, method: "POST", body, headers })
  }

  /** Opens a page, fills the form that has these fields, and posts it. */
  async function submit(path: string, { fields, ...more }: SubmitOptions): Promise<Answer> {
    const page = await ask(path, { server: more.server })
    return post(path, { ...formWith(page.body, Object.keys(fields)), ...fields }, more)
  }

  /** What a browser shows after an answer: that of the page to which it leads. */
  const shownAfter = async (answer: Answer): Promise<string> =>
    answer.status === 303
      ? (await ask(new URL(answer.location, environment.appUrl).pathname)).body
      : answer.body

  const cookiesNow = () => Object.fromEntries(jar)
  return { ask, post, submit, shownAfter, cookiesNow }
}

const withoutUndefined = (headers: Headers): Record<string, string> =>
  Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])),
  )

function send(
  url: URL,
  { method, headers, body }: { method: string; headers: Record<string, string>; body?: Buffer | undefined },
): Promise<Answer> {
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const outgoing = request(url, { method, headers, agent }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk))
      incoming.on("error", reject)
      incoming.on("end", () =>
        resolve({
          status: incoming.statusCode ?? 0,
          headers: incoming.headers,
          body: Buffer.concat(chunks).toString("utf8"),
          location: incoming.headers.location ?? "",
          milliseconds: performance.now() - started,
        }),
      )
    })
    outgoing.on("error", reject)
    outgoing.end(body)
  })
}

/** Every form of a page, as the fields that it sends when nothing is typed. */
export function formsOf(html: string): Record<string, string>[] {
  return [...html.matchAll(/<form\b[^>]*>(.*?)<\/form>/gs)].map(([, inside = ""]) => {
    const fields = [...inside.matchAll(/<(?:input|textarea|select)\b[^>]*>/g)].map(([tag]) => {
      const attribute = (name: string) => decode(new RegExp(` ${name}="([^"]*)"`).exec(tag)?.[1] ?? "")
      return [attribute("name"), attribute("type") === "checkbox" ? "" : attribute("value")] as const
    })
    return Object.fromEntries(fields.filter(([name]) => name !== ""))
  })
}

export function formWith(html: string, names: readonly string[]): Record<string, string> {
  const form = formsOf(html).find((fields) => names.every((name) => name in fields))
  if (!form) throw new Error(`The page has no form with ${names.join(", ")}`)
  return Object.fromEntries(
    Object.entries(form).filter(([name, value]) => value !== "" || name.startsWith("$")),
  )
}

/** The form whose button has this text. */
export function formOfButton(html: string, words: string): Record<string, string> {
  const before = html.slice(0, html.indexOf(words))
  const form = before.split("<form").at(-1) ?? ""
  return formsOf(`<form ${form}</form>`)[0] ?? {}
}

const decode = (text: string) =>
  text
    .replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&")

/** Written by hand, because FormData would replace invalid UTF-8 and lone surrogates. */
export function multipart(fields: Fields): { body: Buffer; contentType: string } {
  const boundary = `----${randomUUID()}`
  const parts = Object.entries(fields).flatMap(([name, value]) => [
    Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n`),
    Buffer.from(value),
    Buffer.from("\r\n"),
  ])
  const body = Buffer.concat([...parts, Buffer.from(`--${boundary}--\r\n`)])
  return { body, contentType: `multipart/form-data; boundary=${boundary}` }
}
