import { readFileSync, renameSync, writeFileSync } from "node:fs"

/** A clock that stands still until `advance`. Worker processes read the same instant from its file. */
export function createSetClock(file: string, start: Date) {
  let at = start.getTime()
  // A rename is atomic: no worker reads half a number.
  const write = () => {
    writeFileSync(`${file}.new`, String(at))
    renameSync(`${file}.new`, file)
  }
  write()
  return {
    file,
    now: () => new Date(at),
    advance(milliseconds: number) {
      at += milliseconds
      write()
    },
  }
}

export const readSetClock = (file: string) => (): Date => new Date(Number(readFileSync(file, "utf8")))
