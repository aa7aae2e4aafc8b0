import { closeSync, openSync, readFileSync } from "node:fs"
import { type Child, startChild } from "./child"
import { projectRoot } from "./data-folder"

export type ToolRun = {
  readonly command: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  /** Takes what it prints; its end is shown when the tool fails. Without it the terminal does. */
  readonly log?: string | undefined
  /** So that whoever stops us stops the tool too. */
  readonly onStart: (child: Child) => void
}

/** Runs a program to its end; throws unless it ends well. */
export async function runTool(run: ToolRun): Promise<void> {
  const child = await startTool(run)
  const end = await child.ended
  await child.stop("SIGTERM", 5_000)
  if (end !== "exit code 0") throw new Error(`${inWords(run)}: ${end}${endOf(run.log)}`)
}

export async function startTool({ command, args, env, log, onStart }: ToolRun): Promise<Child> {
  const output = log ? openSync(log, "w", 0o600) : "inherit"
  try {
    const child = await startChild(command, args, {
      cwd: projectRoot,
      env,
      stdio: ["ignore", output, output],
    })
    onStart(child)
    return child
  } finally {
    if (typeof output === "number") closeSync(output)
  }
}

/** The last lines, for a person who has to see why. */
export function endOf(log: string | undefined): string {
  return log
    ? `\n${readFileSync(log, "utf8").trimEnd().split("\n").slice(-40).join("\n")}\n(all of it: ${log})`
    : ""
}

const inWords = ({ command, args }: ToolRun) => [command, ...args].join(" ")

export const nodeWithTypeScript = (script: string) => ({
  command: process.execPath,
  args: ["--import", "tsx", script],
})
