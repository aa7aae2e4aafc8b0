import { environment } from "./drill"

export const { origin, host } = new URL(environment.appUrl)

/** What each address answers: with `next start` and with `npm run serve`. */
export const answers: readonly (readonly [target: string, status: number, method?: string])[] = [
  ["/", 200],
  ["/autentificare", 200],
  ["/pachete", 200],
  ["/robots.txt", 200],
  ["/sitemap.xml", 200],
  ["/icon.svg", 200],
  ["/favicon.ico", 200],
  ["/manifest.webmanifest", 200],
  ["/imagini/pachete.png", 200],
  ["/fara-internet.js", 200],
  ["/api/live", 200],
  ["/cont", 307],
  ["/termeni/", 308],
  ["//evil.example/termeni", 308],
  ["/_next/static/", 308],
  ["/nu-exista", 404],
  ["/term%65ni", 404],
  ["/%61utentificare", 404],
  ["/%63ont", 404],
  ["/cont%2fsetari", 404],
  ["/api%2fhealth", 404],
  ["/ico%6e.svg", 404],
  ["/%ff", 404],
  ["/activare/%ff", 404],
  ["/calendar/x.ics", 404],
  ["/calendar/x.ics", 404, "HEAD"],
  ["/calendar/x.ics", 405, "DELETE"],
  ["/calendar/%ff.ics", 400],
  ["/api/invoices/%ff", 400],
  ["/404", 404],
  ["/500", 404],
  ["/_not-found", 404],
  ["/_next/static/nimic.js", 404],
  ["/_next/image?url=%2Ficon.svg&w=64&q=75", 404],
  ["/api", 404],
  ["/api/nimic", 404],
  ["/api/cron/outbox", 401],
  ["/term%65ni", 404, "HEAD"],
  ["/", 405, "DELETE"],
  ["/termeni", 405, "PUT"],
  ["/icon.svg", 405, "DELETE"],
  ["/robots.txt", 405, "PUT"],
  ["/api/live", 405, "DELETE"],
  ["/", 405, "OPTIONS"],
  ["/", 405, "TRACE"],
  ["/cont", 405, "TRACE"],
  ["*", 400, "OPTIONS"],
  ["http://evil.example/", 400],
  ["http://evil.example/termeni/", 400],
  [`${environment.appUrl}/`, 400],
]

export const form = { origin, "content-type": "multipart/form-data; boundary=x" }
const field = (name: string, value: string) =>
  `--x\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
/** A form in one part, of no action. */
export const whole = `${field("email", "ana@exemplu.ro")}--x--\r\n`
export const unknownAction = `40${"a".repeat(40)}`

type Post = { readonly headers?: Record<string, string>; readonly body?: string; readonly chunked?: boolean }

/** Posts that no page of ours makes, by the status that refuses them. */
export const posts: readonly (readonly [what: string, status: number, post: Post])[] = [
  ["another origin", 403, { headers: { origin: "https://evil.example" } }],
  ["an origin that is none", 403, { headers: { origin: "null" } }],
  ["an origin that is no address", 403, { headers: { origin: "bună ziua" } }],
  ["another host", 403, { headers: { host: "evil.example" } }],
  ["another forwarded host", 403, { headers: { "x-forwarded-host": "evil.example" } }],
  ["another host and its origin", 403, { headers: { host: "evil.example", origin: "http://evil.example" } }],
  ["a body that breaks off in a part", 400, { body: "--x\r\ncontent-dispo" }],
  ["a body without its end", 400, { body: whole.slice(0, -6) }],
  ["a body of another boundary", 400, { body: whole.replaceAll("--x", "--y") }],
  ["a body without parts", 400, { body: "aaaaaaaaaaaa" }],
  ["an empty body", 400, { body: "" }],
  ["no boundary", 400, { headers: { "content-type": "multipart/form-data" } }],
  ["a broken body in pieces", 400, { body: "--x\r\ncontent-dispo", chunked: true }],
  ["a long body", 413, { body: `${field("email", "a".repeat(150_000))}--x--\r\n` }],
  ["a long body in pieces", 413, { body: `${field("email", "a".repeat(150_000))}--x--\r\n`, chunked: true }],
  ["a very long body in pieces", 413, { body: `${field("email", "a".repeat(3_000_000))}`, chunked: true }],
  ["JSON", 415, { headers: { "content-type": "application/json" } }],
  ["an urlencoded form", 415, { headers: { "content-type": "application/x-www-form-urlencoded" } }],
  ["an empty type", 415, { headers: { "content-type": "" } }],
  ["a form without an action", 400, {}],
  ["an action that is no name", 400, { body: `${field("$ACTION_ID_zz", "")}--x--\r\n` }],
  ["an unknown action", 409, { body: `${field(`$ACTION_ID_${unknownAction}`, "")}--x--\r\n` }],
]

/** What only a script posts: bodies of an action of ours that hold no arguments of it. */
export const replies: readonly (readonly [type: string, body: string])[] = [
  ["text/plain", ""],
  ["text/plain", "xx"],
  ["text/plain", "1"],
  ["text/plain", "{}"],
  ["text/plain", "[null,null]"],
  ["text/plain", '["$F1"]'],
  ["text/plain", '[{"__proto__":{"get":1}},{"x":"$1:constructor"}]'],
  ["text/plain", "[".repeat(40_000)],
  [form["content-type"], `${field("0", "xx")}--x--\r\n`],
  [form["content-type"], `${field("0", '["$1"]')}--x--\r\n`],
  [form["content-type"], whole],
]
