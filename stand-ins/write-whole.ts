import { renameSync, writeFileSync } from "node:fs"

/** A file is either the old one or the new one, also when the process is killed in between. */
export function writeWhole(file: string, content: string) {
  writeFileSync(`${file}.new`, content, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
