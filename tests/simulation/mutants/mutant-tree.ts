import { execFileSync } from "node:child_process"
import { createHash } from "node:crypto"
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { temporaryFolder } from "@/scripts/lib/postgres-files"
import { type Mutant, patched } from "./mutant"

/** Files that a seed reads. */
function filesOfTree(): string[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"]).toString()
  return listed.split("\n").filter((file) => /\.(?:ts|tsx|json|txt|sql|ttf|woff2?)$/.test(file))
}

/** Names the code that results belong to: without browser tests, and without the seeds that caught before. */
export function hashOfTree(): string {
  const hash = createHash("sha256")
  for (const file of filesOfTree().filter((one) => !one.startsWith("e2e/") && !one.endsWith("caught.json")))
    hash.update(file).update(readFileSync(file))
  return hash.digest("hex").slice(0, 12)
}

/** The files with the patch in one of them, and the same packages. */
export function copyTree(mutant: Mutant) {
  const root = temporaryFolder("focus-sat-mutant-")
  for (const file of filesOfTree()) {
    mkdirSync(dirname(join(root, file)), { recursive: true })
    cpSync(file, join(root, file))
  }
  symlinkSync(join(process.cwd(), "node_modules"), join(root, "node_modules"))
  writeFileSync(join(root, mutant.file), patched(mutant, readFileSync(mutant.file, "utf8")))
  return { root, remove: () => rmSync(root, { recursive: true, force: true }) }
}
