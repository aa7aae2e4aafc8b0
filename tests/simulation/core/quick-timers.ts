import { syncBuiltinESMExports } from "node:module"
import timers from "node:timers/promises"
import zlib from "node:zlib"

/**
 * Pauses of the product take no time, and its compression is synchronous: both would make the order of events
 * depend on the machine. To be called before the product is imported.
 */
export function makeTimeVirtual(): void {
  const noPause = async (_milliseconds?: number, value?: unknown) => value
  Object.assign(timers, { setTimeout: noPause })
  Object.assign(zlib, { gzip: synchronous(zlib.gzipSync), gunzip: synchronous(zlib.gunzipSync) })
  syncBuiltinESMExports()
}

type Done = (error: Error | null, result?: Buffer) => void

const synchronous =
  (run: (input: zlib.InputType, options?: zlib.ZlibOptions) => Buffer) =>
  (input: zlib.InputType, ...[options, done]: [zlib.ZlibOptions, Done] | [Done]) => {
    if (typeof options === "function") options(null, run(input))
    else done?.(null, run(input, options))
  }
