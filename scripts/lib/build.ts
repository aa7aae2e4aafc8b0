import { createHash } from "node:crypto"
import { existsSync, globSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"
import { inDataFolder, projectRoot } from "./data-folder"
import { runTool, type ToolRun } from "./tools"

type Build = Pick<ToolRun, "env" | "onStart"> & { readonly distDir: string }

const sources = ["{app,components,db,emails,lib,public}/**/*", "*.{ts,mjs,json}", "scripts/build/*"]
const buildVariable = /^(APP_URL|SELLER_.+|SERIAL_LENGTH|MAIL_FROM|NEXT_(?!DEPLOYMENT_ID$|DIST_DIR$).+)$/

/** A hash of the sources and of the variables that a build writes into pages. */
export function buildFingerprint(env: NodeJS.ProcessEnv): string {
  const hash = createHash("sha256")
  const files = globSync(sources, { cwd: projectRoot, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$|^next-env|\.tsbuildinfo$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
  for (const file of [...new Set(files)].sort()) {
    hash
      .update(`${file.slice(projectRoot.length)}\0`)
      .update(readFileSync(file))
      .update("\0")
  }
  for (const [name, value] of Object.entries(env).sort(([one], [other]) => (one < other ? -1 : 1))) {
    if (buildVariable.test(name)) hash.update(`${name}=${value}\0`)
  }
  return hash.digest("hex").slice(0, 32)
}

/** The mark with the fingerprint is written last, so an interrupted build has none. */
export function isBuilt({ distDir }: Build, fingerprint: string): boolean {
  const mark = markOf(distDir)
  const whole = existsSync(mark) && existsSync(join(projectRoot, distDir, "BUILD_ID"))
  return whole && readFileSync(mark, "utf8") === fingerprint
}

export async function build({ distDir, env, onStart }: Build, fingerprint: string): Promise<void> {
  const mark = markOf(distDir)
  rmSync(mark, { force: true })
  await runTool({
    command: "npm",
    args: ["run", "--silent", "build"],
    env: { ...env, NEXT_DIST_DIR: distDir, NEXT_DEPLOYMENT_ID: fingerprint, NEXT_TELEMETRY_DISABLED: "1" },
    log: inDataFolder("build.log"),
    onStart,
  })
  mkdirSync(join(projectRoot, distDir), { recursive: true })
  writeFileSync(mark, fingerprint)
}

const markOf = (distDir: string) => join(projectRoot, distDir, "fingerprint")
