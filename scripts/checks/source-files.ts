import { execFileSync } from "node:child_process"
import { existsSync } from "node:fs"

const text = /\.(?:ts|tsx|mjs|js|json|md|css|sql|csv|html|svg|ya?ml)$|(?:^|\/)(?:\.env\.example|run)$/

/** Every text file of the tree that git tracks or would track, as a path from the project's root. */
export function sourceFiles(): string[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    encoding: "utf8",
  })
  return listed.split("\n").filter((path) => text.test(path) && existsSync(path))
}
