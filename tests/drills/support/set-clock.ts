import { readFileSync, renameSync, writeFileSync } from "node:fs"

/** A clock that stands still until it is told; processes that know the file read the same. */
export function createSetClock(file: string, start: Date) {
  let at = start.getTime()
  const write = () => {
    writeFileSync(`${file}.new`, String(at))
    renameSync(`${file}.new`, file)
  }
  write()
  return {
    now: () => new Date(at),
    advance(milliseconds: number) {
      at += milliseconds
      write()
    },
  }
}

export const readSetClock = (file: string) => (): Date => new Date(Number(readFileSync(file, "utf8")))
