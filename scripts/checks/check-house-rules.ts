import { readFileSync } from "node:fs"
import { z } from "zod"
import { belowFloor, brokenRules } from "./house-rules"
import { sourceFiles } from "./source-files"

const files = sourceFiles()

const lockfile = z
  .object({ packages: z.record(z.string(), z.object({ version: z.string().optional() })) })
  .parse(JSON.parse(readFileSync("package-lock.json", "utf8")))
const floors = z
  .record(z.string(), z.string())
  .parse(JSON.parse(readFileSync("security-floors.json", "utf8")))

const problems = [
  ...files.flatMap((path) => brokenRules({ path, text: readFileSync(path, "utf8") })),
  ...belowFloor(floors, (name) => lockfile.packages[`node_modules/${name}`]?.version),
]
if (problems.length > 0) {
  console.error(`House rules broken:\n  ${problems.join("\n  ")}`)
  process.exit(1)
}
console.log(`House rules hold in ${files.length} files`)
