import type { Timed } from "./tasks"

/** Times work that returns a count. */
export async function timed(work: () => Promise<number>): Promise<Timed> {
  const cpu = process.cpuUsage()
  const start = performance.now()
  const count = await work()
  const ms = performance.now() - start
  const { user, system } = process.cpuUsage(cpu)
  return { count, ms, cpuMs: (user + system) / 1_000 }
}
