import { spawn } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { z } from "zod"
import { endGroup } from "@/scripts/lib/child"

/** The environment of the product that scripts/test.ts started, without the values that Vitest sets. */
const handedOver = z.record(z.string(), z.string()).parse(JSON.parse(process.env.PRODUCT ?? "{}"))
export const product: NodeJS.ProcessEnv = { ...handedOver, NODE_ENV: "production" }

/** As in a new terminal: nothing of the product is set. */
export const terminal: NodeJS.ProcessEnv = {
  NODE_ENV: "production",
  PATH: product["PATH"],
  HOME: product["HOME"],
}

const folder = mkdtempSync(join(tmpdir(), "focus-sat-command-"))
export const inFolder = (name: string) => join(folder, name)
export const removeFolder = () => rmSync(folder, { recursive: true, force: true })

export type CommandEnd = { readonly code: number | null; readonly stdout: string; readonly stderr: string }

/** Types `npm run <words>` and waits for the end. */
export async function npmRun(
  words: readonly string[],
  env: NodeJS.ProcessEnv = product,
): Promise<CommandEnd> {
  const { ended } = startNpm(["run", "--silent", ...words], env)
  return ended
}

/** Types `npm <words>`; what it starts ends with `stop`. */
export function startNpm(words: readonly string[], env: NodeJS.ProcessEnv) {
  const child = spawn("npm", words, { env, detached: true, stdio: ["ignore", "pipe", "pipe"] })
  const output = { stdout: "", stderr: "" }
  child.stdout.on("data", (part: Buffer) => {
    output.stdout += part.toString()
  })
  child.stderr.on("data", (part: Buffer) => {
    output.stderr += part.toString()
  })
  const ended = new Promise<CommandEnd>((resolve, reject) => {
    child.once("error", reject)
    child.once("close", (code) => resolve({ code, ...output }))
  })
  return {
    output,
    ended,
    /** Sends SIGTERM to the group, as a service manager does. */
    async stop(): Promise<CommandEnd> {
      if (child.pid && child.exitCode === null) await endGroup(child.pid, "SIGTERM", 40_000)
      return ended
    },
  }
}
