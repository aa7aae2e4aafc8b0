import { createRequire } from "node:module"
import { basename, dirname, join } from "node:path"
import { runTool } from "@/scripts/lib/tools"

/** What bundled CommonJS expects of the module that it stands in. */
const surroundings = [
  "import{createRequire as r_}from'node:module'",
  "import{dirname as d_}from'node:path'",
  "import{fileURLToPath as f_}from'node:url'",
  "const require=r_(import.meta.url),__filename=f_(import.meta.url),__dirname=d_(__filename)",
].join(";")

/** One file with everything that a worker needs: it starts in a fifth of the time, and workers are started often. */
export async function bundle(script: string, folder: string): Promise<string> {
  const outfile = join(folder, `${basename(script, ".ts")}.mjs`)
  const tsx = createRequire(import.meta.url).resolve("tsx")
  const esbuild = dirname(createRequire(tsx).resolve("esbuild/package.json"))
  const kind = ["--bundle", "--platform=node", "--format=esm", "--log-level=warning"]
  await runTool({
    command: join(esbuild, "bin/esbuild"),
    args: [
      script,
      ...kind,
      "--tsconfig=scripts/tsconfig.json",
      `--outfile=${outfile}`,
      `--banner:js=${surroundings}`,
    ],
    env: process.env,
    log: join(folder, "bundle.log"),
    onStart: () => {},
  })
  return outfile
}
