import { execFileSync, spawnSync } from "node:child_process"
import { accessSync, constants, existsSync } from "node:fs"
import { createRequire } from "node:module"
import { delimiter, join } from "node:path"
import { pathToFileURL } from "node:url"
import { chromium } from "@playwright/test"
import { z } from "zod"
import { inDataFolder } from "./data-folder"

const fromNpm = "@sparticuz/chromium@153.0.0"
const systemNames = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]

export type FoundChromium = { readonly path: string; readonly origin: string }

/** A Chromium to test with: the one asked for, one of this machine, else one that can be installed. */
export async function findChromium(): Promise<FoundChromium> {
  const asked = process.env.CHROMIUM_PATH
  if (asked && !isExecutable(asked)) throw new Error(`CHROMIUM_PATH is not a program: ${asked}`)
  if (asked) return { path: asked, origin: "CHROMIUM_PATH" }
  return installed() ?? fromPackageManager() ?? (await fromRegistry())
}

function installed(): FoundChromium | undefined {
  const system = inPath()
  if (system) return { path: system, origin: "this system" }
  const playwrights = chromium.executablePath()
  return existsSync(playwrights) ? { path: playwrights, origin: "Playwright's own" } : undefined
}

function inPath(): string | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter)
  return systemNames.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable)
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/** Debian and its relatives, as root; Ubuntu's package of that name only points to a snap, so what came is tried. */
function fromPackageManager(): FoundChromium | undefined {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined
  const quiet = { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } } as const
  spawnSync("apt-get", ["update", "-qq"], quiet)
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], quiet)
  const path = inPath()
  const works = path !== undefined && spawnSync(path, ["--version"], { stdio: "ignore" }).status === 0
  return works ? { path, origin: "installed by apt-get" } : undefined
}

const chromiumPackage = z.object({ default: z.custom<{ executablePath(): Promise<string> }>() })

async function fromRegistry(): Promise<FoundChromium> {
  const folder = inDataFolder("chromium")
  execFileSync(
    "npm",
    ["install", "--no-save", "--no-audit", "--no-fund", "--loglevel=error", "--prefix", folder, fromNpm],
    { stdio: "inherit" },
  )
  const entry = createRequire(join(folder, "package.json")).resolve("@sparticuz/chromium")
  const { default: shipped } = chromiumPackage.parse(await import(pathToFileURL(entry).href))
  return { path: await shipped.executablePath(), origin: `${fromNpm} from the npm registry` }
}
