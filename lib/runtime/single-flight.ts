import "server-only"

type Flight = { running: Promise<void> | null; next: Promise<void> | null }

declare global {
  /** In the process, not in the module: a build may contain a module once for pages and once for routes. */
  var focusSatFlights: Map<string, Flight> | undefined
}

/**
 * Runs `work` once at a time in this process. Calls during a run share one more run after it, because that
 * run may have passed what they left to do.
 */
export function singleFlight(name: string, work: () => Promise<unknown>): () => Promise<void> {
  globalThis.focusSatFlights ??= new Map()
  const flight = globalThis.focusSatFlights.get(name) ?? { running: null, next: null }
  globalThis.focusSatFlights.set(name, flight)

  function run(): Promise<void> {
    flight.running ??= land()
    return flight.running
  }

  async function land(): Promise<void> {
    try {
      await work()
    } finally {
      flight.running = null
    }
  }

  async function runAgain(running: Promise<void>): Promise<void> {
    // Its own caller handles the failure.
    await running.catch(() => {})
    flight.next = null
    return run()
  }

  return () => {
    if (!flight.running) return run()
    flight.next ??= runAgain(flight.running)
    return flight.next
  }
}
