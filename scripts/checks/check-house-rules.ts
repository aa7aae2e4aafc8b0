import { execFileSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { z } from "zod"
import { belowFloor, brokenRules } from "./house-rules"

const text = /\.(?:ts|tsx|mjs|js|json|md|css|sql|csv|html|svg|ya?ml)$|(?:^|\/)(?:\.env\.example|run)$/

const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
  encoding: "utf8",
})
const files = listed.split("\n").filter((path) => text.test(path) && existsSync(path))

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
