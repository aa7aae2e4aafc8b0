import { spawnSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { median } from "./statistics"

type Sample = { readonly at: number; readonly megabytes: number }

export type MemoryCurve = {
  /** Medians in the first and the last third of the span. */
  readonly firstThird: number
  readonly lastThird: number
  /** The maximum over the whole life of the process. */
  readonly most: number
}

const everyMs = 200

/** Samples the resident set of a process five times a second until `stop`. */
export function watchMemory(pid: number) {
  const samples: Sample[] = []
  const timer = setInterval(() => {
    const megabytes = residentMegabytes(pid)
    if (megabytes !== null) samples.push({ at: Date.now(), megabytes })
  }, everyMs)
  return {
    stop: () => clearInterval(timer),
    between: (from: number, to: number) => curve(samples, from, to),
  }
}

function curve(samples: readonly Sample[], from: number, to: number): MemoryCurve {
  const third = (to - from) / 3
  const within = (start: number, end: number) =>
    median(samples.filter(({ at }) => at >= start && at <= end).map(({ megabytes }) => megabytes))
  return {
    firstThird: within(from, from + third),
    lastThird: within(to - third, to),
    most: Math.max(...samples.map(({ megabytes }) => megabytes)),
  }
}

/** Null when the process has ended. */
function residentMegabytes(pid: number): number | null {
  if (existsSync("/proc/self/status")) return residentOnLinux(pid)
  const kilobytes = Number(
    spawnSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }).stdout.trim(),
  )
  return kilobytes > 0 ? kilobytes / 1_024 : null
}

function residentOnLinux(pid: number): number | null {
  const file = `/proc/${pid}/status`
  if (!existsSync(file)) return null
  try {
    const kilobytes = /VmRSS:\s+(\d+)/.exec(readFileSync(file, "utf8"))?.[1]
    return kilobytes ? Number(kilobytes) / 1_024 : null
  } catch {
    // The process ended after existsSync.
    return null
  }
}
