import { expect, test } from "vitest"
import { env } from "@/lib/env"
import { oneClickToken, refusePost } from "./refuse-post"

const { origin, host } = new URL(env().APP_URL)
const ours = { origin, host, "content-type": "multipart/form-data; boundary=x", "content-length": "100" }

const refusalOf = (headers: Record<string, string>, pathname = "/autentificare", method = "POST") =>
  refusePost({ method, pathname, headers: new Headers(headers) })

test.each([
  ["a form", ours],
  ["the reply of a form with JavaScript", { ...ours, "content-type": "text/plain;charset=UTF-8" }],
  ["a form through a proxy with a host of its own", { ...ours, host: "10.0.0.7", "x-forwarded-host": host }],
  ["a form through two proxies", { ...ours, host: "10.0.0.7", "x-forwarded-host": `${host}, inner` }],
  ["a body of the longest length", { ...ours, "content-length": "102400" }],
])("accepted: %s", (_what, headers) => {
  expect(refusalOf(headers)).toBe(null)
})

test.each([
  ["another origin", 403, { ...ours, origin: "https://evil.example" }],
  ["another host", 403, { ...ours, host: "evil.example" }],
  ["another forwarded host before ours", 403, { ...ours, "x-forwarded-host": `evil.example, ${host}` }],
  ["another port", 403, { ...ours, host: "localhost:1" }],
  ["no host", 403, { origin, "content-type": "text/plain" }],
  ["another origin and another type", 403, { ...ours, origin: "null", "content-type": "a/b" }],
  ["a body that is one byte too long", 413, { ...ours, "content-length": "102401" }],
  ["JSON", 415, { ...ours, "content-type": "application/json" }],
  ["no type", 415, { origin, host }],
  ["a type that begins like ours", 415, { ...ours, "content-type": "text/plainer" }],
])("refused: %s, %i", (_what, status, headers) => {
  expect(refusalOf(headers)).toBe(status)
})

test("routes under /api and Next's files look at their requests themselves, and opening is no post", () => {
  for (const path of ["/api", "/api/webhooks/stripe", "/_next/static/x.js"]) {
    expect(refusalOf({}, path)).toBe(null)
  }
  for (const path of ["/apix", "/", "/cont/api"]) expect(refusalOf({}, path)).toBe(403)
  expect(refusalOf({}, "/autentificare", "GET")).toBe(null)
})

test("a mail program turns reminders off without an origin; a browser has one", () => {
  const pathname = "/alerte/dezabonare/abc-1.x_2"
  const asked = { method: "POST", pathname, headers: new Headers() }
  expect(oneClickToken(asked)).toBe("abc-1.x_2")
  expect(refusePost(asked)).toBe(null)
  expect(oneClickToken({ ...asked, headers: new Headers({ origin }) })).toBe(null)
  expect(oneClickToken({ ...asked, method: "GET" })).toBe(null)
  expect(oneClickToken({ ...asked, pathname: `${pathname}/more` })).toBe(null)
  expect(refusePost({ ...asked, pathname: `${pathname}/more` })).toBe(403)
})
