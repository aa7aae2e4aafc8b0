import { expect, test } from "vitest"
import { z } from "zod"
import { securityHeaders } from "@/lib/runtime/security-headers"
import { answers, form, host, origin, posts, replies, unknownAction, whole } from "./support/answer-cases"
import { environment } from "./support/drill"
import { type RawAnswer, rawRequest } from "./support/raw-request"
import { report } from "./support/size"
import { formWith, multipart, newVisitor } from "./support/visitor"

const [first, second] = [0, 1]

test("every answer has the security headers once, and no error is cached", async () => {
  for (const server of [first, second]) {
    for (const [target, status, method = "GET"] of answers) {
      const answer = await rawRequest({ target, method, server })
      expect(answer.status, `${method} ${target}`).toBe(status)
      expectGuarded(answer, `${method} ${target}`)
      expect(answer.header("location").join(), `${method} ${target}`).not.toMatch(/^(?:https?:)?\/\//)
    }
  }
  report("answers, headers", { kinds: answers.length, withoutAHeader: 0, cachedErrors: 0 })
})

test("a page that did not change keeps its own policy", async () => {
  for (const target of ["/", "/parola-uitata", "/termeni"]) {
    const page = await rawRequest({ target })
    const [etag = ""] = page.header("etag")
    const unchanged = await rawRequest({ target, headers: { "if-none-match": etag } })
    expect(unchanged.status, target).toBe(304)
    const policy = page.header("content-security-policy")
    expect(policy.join(), target).toContain("script-src")
    expect(unchanged.header("content-security-policy"), target).toEqual(policy)
  }
})

function expectGuarded(answer: RawAnswer, what: string) {
  const { protocol } = new URL(environment.appUrl)
  for (const [name, value] of Object.entries(securityHeaders({ https: protocol === "https:" }))) {
    expect(answer.header(name), `${name}: ${what}`).toEqual([value])
  }
  const policies = answer.header("content-security-policy")
  expect(policies, what).toHaveLength(1)
  expect(policies[0], what).toMatch(/default-src 'none';.*frame-ancestors 'none'/)
  expect(policies[0], what).toContain("report-uri /api/csp-reports; report-to csp")
  if (answer.status < 400) return
  expect(answer.header("cache-control").join(), what).toMatch(/^(?:private, )?no-store$/)
}

test("a post that no page of ours makes gets a plain Romanian page, and never a server error", async () => {
  for (const server of [first, second]) {
    for (const target of ["/autentificare", "/cont-nou", "/verifica-email"]) {
      for (const [what, status, post] of posts) {
        const { headers, body = whole, chunked = false } = post
        const asked = { method: "POST", target, headers: { ...form, ...headers }, body, chunked, server }
        const answer = await rawRequest(asked)
        expect(answer.status, `${what} at ${target}`).toBe(status)
        expectPlainPage(answer, `${what} at ${target}`)
      }
    }
  }
  report("answers, posts", { kinds: posts.length, serverErrors: 0 })
})

function expectPlainPage(answer: RawAnswer, what: string) {
  expectGuarded(answer, what)
  expect(answer.header("content-type"), what).toEqual(["text/html; charset=utf-8"])
  expect(answer.body, what).toContain('<html lang="ro">')
  expect(answer.body, what).toMatch(/<h1>(?:Cererea|Pagina) [^<]+<\/h1>/)
  expect(answer.body, what).not.toMatch(/<(?:script|style|link)|Server Action|evil|ana@/)
}

test("a page with JavaScript learns of an unknown action by Next's own header", async () => {
  const headers = { origin, "content-type": "text/plain;charset=UTF-8", "next-action": unknownAction }
  const answer = await rawRequest({ method: "POST", target: "/autentificare", headers, body: "[]" })
  expect(answer.status).toBe(409)
  expect(answer.header("x-nextjs-action-not-found")).toEqual(["1"])
  expectGuarded(answer, "an unknown action")
})

test("a made-up body of an action of ours is 400, not a server error", async () => {
  const page = await newVisitor().ask("/autentificare")
  const [action = ""] = Object.values(formWith(page.body, ["email", "password"])).filter((value) =>
    value.includes('"bound"'),
  )
  const headers = { origin, "next-action": z.object({ id: z.string() }).parse(JSON.parse(action)).id }
  for (const [type, body] of replies) {
    const answer = await rawRequest({
      method: "POST",
      target: "/autentificare",
      headers: { ...headers, "content-type": type },
      body,
    })
    expect(answer.status, body.slice(0, 40)).toBe(400)
    expectPlainPage(answer, body.slice(0, 40))
  }
})

test("a form of ours gets through, whole or in pieces, at both servers", async () => {
  for (const server of [first, second]) {
    for (const chunked of [false, true]) {
      const page = await newVisitor().ask("/autentificare", { server })
      const fields = { ...formWith(page.body, ["email", "password"]), email: "ana@exemplu.ro", password: "x" }
      const { body, contentType } = multipart(fields)
      const headers = { origin, "content-type": contentType, "x-forwarded-host": host }
      const posted = { method: "POST", target: "/autentificare", headers, body: body.toString(), chunked }
      const answer = await rawRequest({ ...posted, server })
      expect(answer.status).toBe(200)
      expect(answer.body).toContain("nu sunt corecte")
      expectGuarded(answer, "a form of ours")
    }
  }
})

test("reports of what a policy blocked are taken when they are short reports", async () => {
  const target = "/api/csp-reports"
  const one = {
    "csp-report": { "effective-directive": "script-src", "blocked-uri": "https://evil.example/x" },
  }
  const send = (type: string, body: string) =>
    rawRequest({ method: "POST", target, headers: { "content-type": type }, body })
  const several = [{ type: "csp-violation", body: { effectiveDirective: "img-src", blockedURL: "data" } }]
  const cases = [
    [204, "application/csp-report", JSON.stringify(one)],
    [204, "application/reports+json", JSON.stringify(several)],
    [204, "application/reports+json", "[]"],
    [400, "application/csp-report", "{"],
    [413, "application/csp-report", JSON.stringify({ ...one, more: "a".repeat(20_000) })],
    [415, "text/plain", JSON.stringify(one)],
  ] as const
  for (const [status, type, body] of cases) {
    const answer = await send(type, body)
    expect(answer.status, `${type} ${body.slice(0, 40)}`).toBe(status)
    expectGuarded(answer, type)
  }
})
