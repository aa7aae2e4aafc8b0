import type { Timed } from "./tasks"

/** How long work took that says how many it did. */
export async function timed(work: () => Promise<number>): Promise<Timed> {
  const cpu = process.cpuUsage()
  const start = performance.now()
  const count = await work()
  const ms = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  return { count, ms, cpuMs: (user + system) / 1_000 }
}
