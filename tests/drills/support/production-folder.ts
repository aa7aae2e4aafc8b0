import { execFileSync, spawn } from "node:child_process"
import { createHash } from "node:crypto"
import {
  cpSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { dirname, join, relative } from "node:path"
import { z } from "zod"
import { projectRoot } from "@/scripts/lib/data-folder"

/** No registry answers at this address: what wants to install something fails. */
export const noRegistry = { npm_config_registry: "http://127.0.0.1:9", npm_config_fetch_retries: "0" }

/** Copies what git tracks, as a deployment gets it. */
export function copyTrackedFiles(folder: string) {
  const tracked = execFileSync("git", ["ls-files"], { cwd: projectRoot, encoding: "utf8" }).split("\n")
  for (const file of tracked.filter((name) => name && existsSync(join(projectRoot, name)))) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(join(projectRoot, file), join(folder, file))
  }
}

const record = z.object({
  packages: z.record(z.string(), z.looseObject({ dev: z.boolean().optional() })),
})

/** A node_modules like that of `npm ci --omit=dev`: links to our packages, and npm's record of them. */
export function linkProductionPackages(folder: string) {
  const recordFile = "node_modules/.package-lock.json"
  const { packages } = record.parse(JSON.parse(readFileSync(join(projectRoot, "package-lock.json"), "utf8")))
  const kept = Object.entries(packages).filter(
    ([path, { dev }]) => path && !dev && existsSync(join(projectRoot, path)),
  )
  for (const [path] of kept.filter(([one]) => one.lastIndexOf("node_modules/") === 0)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true })
    symlinkSync(join(projectRoot, path), join(folder, path))
  }
  writeFileSync(join(folder, recordFile), JSON.stringify({ packages: Object.fromEntries(kept) }))
}

/** A hash of the names of all files in a folder, and of their sizes; "nothing" when there is no folder. */
export function fingerprint(folder: string): string {
  if (!existsSync(folder)) return "nothing"
  const hash = createHash("sha256")
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    hash.update(`${relative(folder, path)} ${entry.isFile() ? lstatSync(path).size : "-"}\n`)
  }
  return hash.digest("hex")
}

export type Ended = { readonly code: number | null; readonly output: string }

/** Runs a program in the folder and waits for its end; `output` is all that it printed. */
export function runIn(folder: string, words: readonly string[], env: NodeJS.ProcessEnv): Promise<Ended> {
  const [program = "", ...args] = words
  const child = spawn(program, args, { cwd: folder, env, stdio: ["ignore", "pipe", "pipe"] })
  let output = ""
  for (const stream of [child.stdout, child.stderr]) {
    stream.on("data", (part: Buffer) => {
      output += part.toString()
    })
  }
  return new Promise((resolve, reject) => {
    child.once("error", reject)
    child.once("close", (code) => resolve({ code, output }))
  })
}
