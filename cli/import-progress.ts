import { SingleBar } from "cli-progress"

/** A progress bar on a terminal; elsewhere one line every few seconds. `size` is in bytes. */
export function startProgress(size: number) {
  const isTerminal = process.stderr.isTTY
  const bar = new SingleBar({
    format: "{bar} {percentage}% · {lines} lines · {rate} lines/s · {eta_formatted} left",
    noTTYOutput: !isTerminal,
    notTTYSchedule: 5_000,
    etaBuffer: 50,
    hideCursor: true,
  })
  const started = performance.now()
  let lines = 0
  const rate = () => Math.round(lines / Math.max((performance.now() - started) / 1000, 0.001))
  bar.start(size, 0, { lines, rate: 0 })
  return {
    onBytes: (bytes: number) => bar.update(bytes, { lines, rate: rate() }),
    async *counting<Line>(source: AsyncIterable<Line>) {
      for await (const line of source) {
        lines += 1
        yield line
      }
    },
    stop: () => {
      bar.update(size, { lines, rate: rate() })
      bar.stop()
    },
  }
}
