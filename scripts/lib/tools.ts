import { closeSync, openSync, readFileSync } from "node:fs"
import { type Child, startChild } from "./child"
import { projectRoot } from "./data-folder"

export type ToolRun = {
  readonly command: string
  readonly args: readonly string[]
  readonly env: NodeJS.ProcessEnv
  /** The file for its output; an error shows the last lines. Without it, the output goes to the terminal. */
  readonly log?: string | undefined
  /** Lets the caller stop the tool. */
  readonly onStart: (child: Child) => void
}

/** Resolves when the program has ended with exit code 0; throws otherwise. */
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

/** The last 40 lines of a log, for error messages. */
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
