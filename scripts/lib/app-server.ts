import { setTimeout as sleep } from "node:timers/promises"
import type { Child } from "./child"
import type { ReservedPort } from "./ports"
import { endOf, startTool, type ToolRun } from "./tools"

type Serve = Pick<ToolRun, "env" | "log" | "onStart"> & {
  readonly reserved: ReservedPort
  /** "serve" is `npm run serve`; the others are `next start` and `next dev`. */
  readonly command: "start" | "dev" | "serve"
  /** The one address on which `next start` and `next dev` listen; without it on all of this machine. */
  readonly host?: string
}

/** Starts the application; resolves when /api/health answers. */
export async function serveApp({ command, host, env, log, onStart, reserved }: Serve): Promise<Child> {
  const { port } = reserved
  await reserved.release()
  const child = await startTool({
    ...(command === "serve"
      ? { command: "npm", args: ["run", "--silent", "serve"] }
      : {
          command: process.execPath,
          args: [
            "node_modules/next/dist/bin/next",
            command,
            "-p",
            String(port),
            ...(host ? ["-H", host] : []),
          ],
        }),
    env: { ...env, PORT: String(port), NEXT_TELEMETRY_DISABLED: "1" },
    log,
    onStart,
  })
  const deadline = Date.now() + 120_000
  while (!(await isHealthy(port))) {
    if (child.hasEnded()) throw new Error(`The application ended: ${await child.ended}${endOf(log)}`)
    if (Date.now() > deadline) throw new Error(`The application does not answer${endOf(log)}`)
    await sleep(50)
  }
  return child
}

async function isHealthy(port: number): Promise<boolean> {
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/api/health`, { signal: AbortSignal.timeout(30_000) })
    return answer.ok
  } catch {
    return false
  }
}
