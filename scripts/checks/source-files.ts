import { execFileSync } from "node:child_process"
import { existsSync } from "node:fs"

const text = /\.(?:ts|tsx|mjs|js|json|md|css|sql|csv|html|svg|ya?ml)$|(?:^|\/)(?:\.env\.example|run)$/

/** The paths of all text files that git tracks or would track. */
export function sourceFiles(): string[] {
  const listed = execFileSync("git", ["ls-files", "--cached", "--others", "--exclude-standard"], {
    encoding: "utf8",
  })
  return listed.split("\n").filter((path) => text.test(path) && existsSync(path))
}
