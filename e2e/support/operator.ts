import { execFile } from "node:child_process"
import { promisify } from "node:util"

const run = promisify(execFile)

/** What `npm run operator -- …` prints. Others go on meanwhile: a connection that is kept open must be seen when it closes. */
export async function operator(...words: readonly string[]): Promise<string> {
  const { stdout } = await run("npm", ["run", "--silent", "operator", "--", ...words])
  return stdout
}
