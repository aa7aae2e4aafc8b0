/** Prints the title, and the time when the work is done. */
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

/** Stops the parts in the opposite order of their start, also when one of them fails to stop. */
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
    /** A second call waits for the first. */
    stop(): Promise<void> {
      stopping ??= stopEverything()
      return stopping
    },
    isStopping: () => stopping !== undefined,
  }
}

export type StopList = ReturnType<typeof createStopList>

/** Calls `stop` on Ctrl-C, SIGTERM, SIGHUP, or when the parent process has ended. */
export function onTermination(stop: (reason: string) => Promise<void>) {
  const stopNow = (reason: string) => {
    stop(reason).catch((error: unknown) => {
      console.error(error)
      process.exit(1)
    })
  }
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.on(signal, () => stopNow(signal))
  process.on("disconnect", () => stopNow("the process that started this one has ended"))
}
