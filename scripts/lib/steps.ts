/** Prints what is being done and, when it is done, how long it took. */
export async function step<Value>(title: string, work: () => Value | Promise<Value>): Promise<Value> {
  const started = performance.now()
  process.stdout.write(`  ${title} …`)
  try {
    const value = await work()
    process.stdout.write(
      `${" ".repeat(Math.max(1, 46 - title.length))}${seconds(performance.now() - started)}\n`,
    )
    return value
  } catch (error) {
    process.stdout.write(" failed\n")
    throw error
  }
}

export const note = (text: string) => console.log(`  ${text}`)

const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`

/** What was started is stopped in the opposite order, each part even if another's stop fails. */
export function createStopList() {
  const parts: { name: string; stop: () => Promise<unknown> }[] = []
  let stopping: Promise<void> | undefined
  const stopEverything = async () => {
    for (const { name, stop } of parts.reverse()) {
      await stop().catch((error: unknown) => console.error(`  ${name} did not stop:`, error))
    }
  }
  return {
    add(name: string, stop: () => Promise<unknown>) {
      parts.push({ name, stop })
    },
    /** Asking again waits for the same stop. */
    stop(): Promise<void> {
      stopping ??= stopEverything()
      return stopping
    },
    isStopping: () => stopping !== undefined,
  }
}

export type StopList = ReturnType<typeof createStopList>

/** Ctrl-C, SIGTERM, a closed terminal, or the death of the process that started this one. */
export function onTermination(stop: (reason: string) => void) {
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stop(signal))
  process.on("disconnect", () => stop("the process that started this one has ended"))
}
