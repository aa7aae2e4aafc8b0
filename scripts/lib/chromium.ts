import { execFileSync } from "node:child_process"
import { existsSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"
import { pathToFileURL } from "node:url"
import { chromium } from "@playwright/test"
import { z } from "zod"
import { inDataFolder } from "./data-folder"
import { type FoundProgram, fromPackageManager, installed, isExecutable } from "./find-program"

const fromNpm = "@sparticuz/chromium@153.0.0"
/** The build without windows: the same engine, for less than half of the processor time per test. */
const headlessShells = ["chromium-headless-shell", "chrome-headless-shell"]
const fullBrowsers = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"]

/** The path of a Chromium for the tests: CHROMIUM_PATH, an installed one, or one that it installs. */
export async function findChromium(): Promise<FoundProgram> {
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

function fromPlaywright(): FoundProgram | undefined {
  const path = chromium.executablePath()
  return existsSync(path) ? { path, origin: "Playwright's own" } : undefined
}

const chromiumPackage = z.object({ default: z.custom<{ executablePath(): Promise<string> }>() })

async function fromRegistry(): Promise<FoundProgram> {
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
