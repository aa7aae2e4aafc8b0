import { execFile } from "node:child_process"
import { promisify } from "node:util"

const run = promisify(execFile)

/**
 * The output of `npm run operator -- …`. Not execFileSync: a blocked process would not notice when a server
 * closes an idle connection.
 */
export async function operator(...words: readonly string[]): Promise<string> {
  const { stdout } = await run("npm", ["run", "--silent", "operator", "--", ...words])
  return stdout
}
