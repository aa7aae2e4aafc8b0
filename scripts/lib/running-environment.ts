import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { z } from "zod"
import { environmentNames } from "@/lib/env"
import { inDataFolder } from "./data-folder"

const file = () => inDataFolder("environment.json")

/** `npm start` writes this file for the operator's commands in other terminals. */
export function publishEnvironment(environment: NodeJS.ProcessEnv) {
  const values = Object.fromEntries(environmentNames.map((name) => [name, environment[name]]))
  writeFileSync(file(), JSON.stringify(values), { mode: 0o600 })
}

export const withdrawEnvironment = () => rmSync(file(), { force: true })

/** Without DATABASE_URL, sets the unset variables to those of the running `npm start`. */
export function adoptRunningEnvironment() {
  if (process.env.DATABASE_URL || !existsSync(file())) return
  const values = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file(), "utf8")))
  for (const [name, value] of Object.entries(values)) process.env[name] ||= value
}
