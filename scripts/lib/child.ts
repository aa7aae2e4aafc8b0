import { type SpawnOptions, spawn, spawnSync } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"

export type Child = {
  readonly pid: number
  /** Resolves, never rejects, when the process has ended: "exit code 0", "ended by SIGTERM" … */
  readonly ended: Promise<string>
  readonly hasEnded: () => boolean
  /** Sends the signal, and SIGKILL after the grace. Resolves when no process of the group is left. */
  stop(signal: NodeJS.Signals, graceMs: number): Promise<void>
}

/**
 * Starts a program in its own process group, so that Ctrl-C reaches only this process, which stops its
 * children in order. A small shell beside it reads from a pipe: when this process is killed (kill -9), the
 * pipe closes, and the shell stops the group and removes `temporaryFolder`.
 */
export async function startChild(
  command: string,
  args: readonly string[],
  options: SpawnOptions & { orphanSignal?: NodeJS.Signals; temporaryFolder?: string | undefined } = {},
): Promise<Child> {
  const { orphanSignal = "SIGTERM", temporaryFolder, ...spawnOptions } = options
  const child = spawn(command, [...args], { ...spawnOptions, detached: true })
  let over = false
  const ended = new Promise<string>((resolve) => {
    const end = (how: string) => {
      over = true
      resolve(how)
    }
    child.once("exit", (code, signal) => end(signal ? `ended by ${signal}` : `exit code ${code}`))
    child.once("error", (error) => end(error.message))
  })
  const { pid } = child
  if (pid === undefined) throw new Error(`${command} does not start: ${await ended}`)
  const releaseGuard = guard(pid, orphanSignal, temporaryFolder)
  return {
    pid,
    ended,
    hasEnded: () => over,
    async stop(signal, graceMs) {
      await endGroup(pid, signal, graceMs)
      await ended
      releaseGuard()
    },
  }
}

const guardScript = `
read -r _ && exit 0
kill -"$2" -"$1"
tries=0
while kill -0 -"$1" && [ $tries -lt 100 ]; do sleep 0.1; tries=$((tries + 1)); done
kill -KILL -"$1"
[ -z "$3" ] || rm -rf "$3"`

function guard(pid: number, signal: NodeJS.Signals, temporaryFolder = ""): () => void {
  const shell = spawn("sh", ["-c", guardScript, "sh", String(pid), signal.slice(3), temporaryFolder], {
    cwd: "/",
    detached: true,
    stdio: ["pipe", "ignore", "ignore"],
  })
  shell.unref()
  shell.stdin.on("error", () => {})
  if ("unref" in shell.stdin && typeof shell.stdin.unref === "function") shell.stdin.unref()
  return () => shell.stdin.end("released\n")
}

export async function endGroup(pid: number, signal: NodeJS.Signals, graceMs: number): Promise<void> {
  const deadline = Date.now() + graceMs
  signalTo(-pid, signal)
  while (signalTo(-pid, 0)) {
    if (Date.now() > deadline) signalTo(-pid, "SIGKILL")
    await sleep(20)
  }
}

/** Returns false when no such process exists; signal 0 only checks. */
export function signalTo(pid: number, signal: NodeJS.Signals | 0): boolean {
  try {
    return process.kill(pid, signal)
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ESRCH") return false
    throw error
  }
}

/** The pids of a process and of everything that it started; without /proc only its own. */
export function processTree(pid: number): number[] {
  const list = `/proc/${pid}/task/${pid}/children`
  const children = existsSync(list) ? readFileSync(list, "utf8").split(" ").filter(Boolean).map(Number) : []
  return [pid, ...children.flatMap(processTree)]
}

/** The command line of a running process; empty when no process has that pid. */
export function commandLine(pid: number): string {
  if (existsSync(`/proc/${pid}/cmdline`)) return readFileSync(`/proc/${pid}/cmdline`, "utf8")
  if (existsSync("/proc/self")) return ""
  return spawnSync("ps", ["-ww", "-o", "args=", "-p", String(pid)], { encoding: "utf8" }).stdout ?? ""
}
