import { expect, test } from "vitest"
import { securityHeaders } from "./security-headers"

test("only a product on https asks browsers to stay there", () => {
  expect(securityHeaders({ https: true })).toMatchObject({
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
  })
  expect(securityHeaders({ https: false })).not.toHaveProperty("Strict-Transport-Security")
})
