import { testEnvironment } from "@/tests/support/environment"
import { makeTimeVirtual } from "../core/quick-timers"
import type { SeedOptions, SeedResult } from "./run-seed"
import type { Store } from "./store"

/** A seed, or a story of it, to run. */
export type Order = Omit<SeedOptions, "databaseUrl" | "dropped"> & { readonly dropped?: readonly string[] }
export type Answer = { readonly result: SeedResult } | { readonly error: string }

Object.assign(process.env, testEnvironment)
makeTimeVirtual()

process.on("message", ({ store, order }: { store: Store; order: Order }) => {
  answer(store, order).then(
    (result) => process.send?.({ result } satisfies Answer),
    (error: unknown) =>
      process.send?.({ error: String(error instanceof Error ? error.stack : error) } satisfies Answer),
  )
})
process.on("disconnect", () => process.exit(0))

/** The product is imported here, after the clock is virtual. */
async function answer(store: Store, { dropped = [], ...order }: Order): Promise<SeedResult> {
  const [{ runSeed }, { withFreshDatabase }, { log }] = await Promise.all([
    import("./run-seed"),
    import("./store"),
    import("@/lib/runtime/log"),
  ])
  log.level = "silent"
  return withFreshDatabase(store, (databaseUrl) =>
    runSeed({ ...order, databaseUrl, dropped: new Set(dropped) }),
  )
}
