import { spawnSync } from "node:child_process"
import { accessSync, constants, existsSync } from "node:fs"
import { delimiter, join } from "node:path"

/** A program for the tests; `origin` says in words where it comes from. */
export type FoundProgram = { readonly path: string; readonly origin: string }

/** The first of `names` that is in the search path. */
export function installed(names: readonly string[]): FoundProgram | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter)
  const path = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable)
  return path ? { path, origin: "this system" } : undefined
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * With apt-get, when root. Ubuntu's packages of browsers only point to a snap, so the program is tried.
 * Without a network, the short time limits keep this to a few seconds.
 */
export function fromPackageManager(name: string): FoundProgram | undefined {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined
  const quiet = { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } } as const
  const limits = ["-qq", "-o", "Acquire::http::Timeout=10", "-o", "Acquire::Retries=1"]
  spawnSync("apt-get", ["update", ...limits], quiet)
  spawnSync("apt-get", ["install", "-y", ...limits, "--no-install-recommends", name], quiet)
  const found = installed([name])
  const works = found !== undefined && spawnSync(found.path, ["--version"], { stdio: "ignore" }).status === 0
  return works ? { ...found, origin: "installed by apt-get" } : undefined
}
