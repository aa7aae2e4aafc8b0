import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { z } from "zod"
import { environmentNames } from "@/lib/env"
import { inDataFolder } from "./data-folder"

const file = () => inDataFolder("environment.json")

/** Written by `npm start`, so that the operator's commands in another terminal reach the same database. */
export function publishEnvironment(environment: NodeJS.ProcessEnv) {
  const values = Object.fromEntries(environmentNames.map((name) => [name, environment[name]]))
  writeFileSync(file(), JSON.stringify(values), { mode: 0o600 })
}

export const withdrawEnvironment = () => rmSync(file(), { force: true })

/** Takes over what is not set from the `npm start` that runs here; a set DATABASE_URL wins. */
export function adoptRunningEnvironment() {
  if (process.env.DATABASE_URL || !existsSync(file())) return
  const values = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file(), "utf8")))
  for (const [name, value] of Object.entries(values)) process.env[name] ||= value
}
