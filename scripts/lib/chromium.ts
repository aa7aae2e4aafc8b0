import { execFileSync, spawnSync } from "node:child_process"
import { accessSync, constants, existsSync } from "node:fs"
import { createRequire } from "node:module"
import { delimiter, join } from "node:path"
import { pathToFileURL } from "node:url"
import { chromium } from "@playwright/test"
import { z } from "zod"
import { inDataFolder } from "./data-folder"

const fromNpm = "@sparticuz/chromium@153.0.0"
/** The build without windows: the same engine, for less than half of the processor time per test. */
const headlessShells = ["chromium-headless-shell", "chrome-headless-shell"]
const fullBrowsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]

export type FoundChromium = { readonly path: string; readonly origin: string }

/** The path of a Chromium for the tests: CHROMIUM_PATH, an installed one, or one that it installs. */
export async function findChromium(): Promise<FoundChromium> {
  const asked = process.env.CHROMIUM_PATH
  if (asked && !isExecutable(asked)) throw new Error(`CHROMIUM_PATH is not a program: ${asked}`)
  if (asked) return { path: asked, origin: "CHROMIUM_PATH" }
  return (
    installed(headlessShells) ??
    fromPackageManager("chromium-headless-shell") ??
    installed(fullBrowsers) ??
    fromPlaywright() ??
    fromPackageManager("chromium") ??
    (await fromRegistry())
  )
}

function installed(names: readonly string[]): FoundChromium | undefined {
  const folders = (process.env.PATH ?? "").split(delimiter)
  const path = names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable)
  return path ? { path, origin: "this system" } : undefined
}

function fromPlaywright(): FoundChromium | undefined {
  const path = chromium.executablePath()
  return existsSync(path) ? { path, origin: "Playwright's own" } : undefined
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

/**
 * With apt-get, when root. Ubuntu's packages of these names only point to a snap, so the program is tried.
 * Without a network, the short time limits keep this to a few seconds.
 */
function fromPackageManager(name: string): FoundChromium | undefined {
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return undefined
  const quiet = { stdio: "ignore", env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" } } as const
  const limits = ["-qq", "-o", "Acquire::http::Timeout=10", "-o", "Acquire::Retries=1"]
  spawnSync("apt-get", ["update", ...limits], quiet)
  spawnSync("apt-get", ["install", "-y", ...limits, "--no-install-recommends", name], quiet)
  const found = installed([name])
  const works = found !== undefined && spawnSync(found.path, ["--version"], { stdio: "ignore" }).status === 0
  return works ? { ...found, origin: "installed by apt-get" } : undefined
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
