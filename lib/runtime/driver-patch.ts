import "server-only"
import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"

/** Lines of patches/ that the database driver must have (decision 0024): a test compares them. */
export const patchedLines = ["if (!socket) {", "chunk = nextWriteTimer = query = null"]
const files = ["src/connection.js", "cjs/src/connection.js"]

/**
 * What is wrong with the installed driver; null if nothing is. An installation without install scripts has
 * the driver as it is published: a restart of the database then ends the process. Where the driver is not
 * under `folder`, a host has moved it, and nothing can be said.
 */
export function driverPatchProblem(folder: string): string | null {
  const missing = files
    .map((file) => join(folder, "node_modules/postgres", file))
    .filter((file) => existsSync(/* turbopackIgnore: true */ file))
    .find((file) => {
      const text = readFileSync(/* turbopackIgnore: true */ file, "utf8")
      return patchedLines.some((line) => !text.includes(line))
    })
  return missing
    ? "node_modules/postgres lacks our patch (a restart of the database would end the process): run npm run postinstall, or install again with install scripts."
    : null
}
