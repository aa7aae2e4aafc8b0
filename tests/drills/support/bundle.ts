import { createRequire } from "node:module"
import { basename, dirname, join } from "node:path"
import { runTool } from "@/scripts/lib/tools"

/** Defines for bundled CommonJS the names that an ES module does not have. */
const surroundings = [
  "import{createRequire as r_}from'node:module'",
  "import{dirname as d_}from'node:path'",
  "import{fileURLToPath as f_}from'node:url'",
  "const require=r_(import.meta.url),__filename=f_(import.meta.url),__dirname=d_(__filename)",
].join(";")

/** Bundles a worker into one file: it starts in a fifth of the time, and a drill starts many workers. */
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
