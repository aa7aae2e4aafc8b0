import { existsSync, readFileSync, renameSync, writeFileSync } from "node:fs"
import type { z } from "zod"

/** The content of a JSON file; undefined when no file is named or it does not exist. */
export function readJsonFile<Schema extends z.ZodType>(
  file: string | undefined,
  schema: Schema,
): z.output<Schema> | undefined {
  return file && existsSync(file) ? schema.parse(JSON.parse(readFileSync(file, "utf8"))) : undefined
}

/**
 * Writes a new file beside the old one and renames it: when the process is killed, the file is the old or the
 * new one.
 */
export function writeJsonFile(file: string, content: unknown) {
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 })
  renameSync(`${file}.new`, file)
}
