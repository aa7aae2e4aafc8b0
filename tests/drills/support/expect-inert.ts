import { expect } from "vitest"

/** Nothing of what was sent runs in a browser. */
export function expectInert(
  { status, body }: { readonly status: number; readonly body: string },
  what: string,
) {
  expect(status, what).toBeLessThan(500)
  expect(body, what).not.toContain("<script>alert")
  expect(body, what).not.toContain("<img src=x")
}
