import { expect, test } from "vitest"
import { nonPagePolicy, pagePolicy } from "./content-security-policy"
import { securityHeaders } from "./security-headers"

const policies = [
  pagePolicy({ nonce: "n" }, { https: true }),
  pagePolicy({ scriptHashes: ["sha256-a", "sha256-b"] }, { https: true }),
]

test.each(policies)(
  "a page runs no inline code, is not framed, and does not load from or post to other origins: %s",
  (policy) => {
    expect(policy).not.toMatch(/unsafe-|\*|http:/)
    for (const directive of [
      "default-src 'none'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "object-src 'none'",
      "form-action 'self'",
      "upgrade-insecure-requests",
    ]) {
      expect(policy.split("; ")).toContain(directive)
    }
  },
)

test("scripts run by the nonce of the request, or by the hashes of the page", () => {
  expect(policies[0]).toContain("script-src 'self' 'nonce-n' 'strict-dynamic'")
  expect(policies[1]).toContain("script-src 'self' 'sha256-a' 'sha256-b'")
})

test("plain http is not upgraded, and only development may evaluate code", () => {
  expect(pagePolicy({ nonce: "n" }, { https: false })).not.toContain("upgrade")
  expect(pagePolicy({ nonce: "n" }, { https: false, development: true })).toContain("'unsafe-eval'")
})

test("JSON and files can load nothing", () => {
  expect(nonPagePolicy).toMatch(/^default-src 'none'/)
})

test.each([...policies, nonPagePolicy])("every policy names the address for reports: %s", (policy) => {
  expect(policy).toContain("report-uri /api/csp-reports; report-to csp")
  expect(securityHeaders({ https: false })["Reporting-Endpoints"]).toBe('csp="/api/csp-reports"')
})
