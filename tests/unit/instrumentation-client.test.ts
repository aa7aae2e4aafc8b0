import { expect, test, vi } from "vitest"

test("in a browser zod is configured not to evaluate code, and does not try to", async () => {
  vi.resetModules()
  await import("@/instrumentation-client")
  const evaluate = vi.spyOn(globalThis, "Function")
  const { z } = await import("zod")
  expect(z.config().jitless).toBe(true)
  expect(z.object({ name: z.string() }).safeParse({ name: "Ana" }).success).toBe(true)
  expect(evaluate).not.toHaveBeenCalled()
})
