import { existsSync, readFileSync, readlinkSync, rmSync } from "node:fs"
import { setTimeout as sleep } from "node:timers/promises"
import { z } from "zod"
import { writeJsonFile } from "@/stand-ins/json-file"
import { commandLine, endGroup, signalTo } from "./child"
import { inDataFolder, projectRoot } from "./data-folder"

const runRecord = z.object({ pid: z.number(), children: z.array(z.number()) })
const file = () => inDataFolder("run.json")

/** Records each started process, so that a later run can end those that a killed run left behind. */
export function recordRun(children: readonly number[]) {
  writeJsonFile(file(), { pid: process.pid, children })
}

export const forgetRun = () => rmSync(file(), { force: true })

/**
 * Only one run may use the data folder: stops an earlier run, and ends the processes that a killed one left.
 */
export async function endEarlierRun(say: (text: string) => void): Promise<void> {
  const record = readRecord()
  if (!record) return
  if (isOurs(record.pid)) {
    say(`An earlier run is still up (process ${record.pid}): stopping it`)
    signalTo(record.pid, "SIGTERM")
    await gone(record.pid)
  }
  for (const pid of record.children.filter(isOurs)) {
    say(`An earlier run left process ${pid} behind: ending it`)
    await endGroup(pid, "SIGTERM", 10_000)
  }
  forgetRun()
}

function readRecord() {
  if (!existsSync(file())) return undefined
  const text = readFileSync(file(), "utf8")
  return runRecord.safeParse(text.startsWith("{") ? JSON.parse(text) : undefined).data
}

/**
 * The system reuses pids, so only a process of this project counts: by its command line or working folder.
 */
const isOurs = (pid: number) =>
  pid !== process.pid && (commandLine(pid).includes(projectRoot) || workingFolder(pid) === projectRoot)

/** For Next, which overwrites its command line. */
function workingFolder(pid: number): string | undefined {
  const link = `/proc/${pid}/cwd`
  return existsSync(link) ? readlinkSync(link) : undefined
}

async function gone(pid: number) {
  const deadline = Date.now() + 40_000
  while (signalTo(pid, 0)) {
    if (Date.now() > deadline) throw new Error(`Process ${pid} does not stop: end it by hand`)
    await sleep(50)
  }
}
