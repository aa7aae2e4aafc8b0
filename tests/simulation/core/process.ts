import { AsyncLocalStorage } from "node:async_hooks"
import type { Random } from "./random"

/** A process that runs one act, a job or a request, and what happens to it on the way. */
export type Process = {
  /** Statements and requests to vendors so far. */
  steps: number
  readonly diesAt: number | null
  /** The step before which it waits, while others act. */
  readonly stallsAt: number | null
  readonly stallMs: number
  isDead: boolean
}

/** The process was killed: neither a refusal nor a fault of the product. */
export class ProcessDied extends Error {}

const current = new AsyncLocalStorage<Process>()

export const inProcess = <Value>(process: Process, run: () => Promise<Value>): Promise<Value> =>
  current.run(process, run)

export const currentProcess = (): Process | undefined => current.getStore()

export const immortal = (): Process => ({ steps: 0, diesAt: null, stallsAt: null, stallMs: 0, isDead: false })

/** A tenth of all processes stall once, one in forty is killed. */
export function drawProcess(random: Random): Process {
  const [dies, stalls] = [random.chance(0.025), random.chance(0.1)]
  const [diesAt, stallsAt] = [random.between(1, 40), random.between(1, 12)]
  const stallMs = random.weighted({ "300": 4, "5000": 3, "40000": 2, "900000": 1 })
  return {
    steps: 0,
    diesAt: dies ? diesAt : null,
    stallsAt: stalls ? stallsAt : null,
    stallMs: Number(stallMs),
    isDead: false,
  }
}

/** Counts a step. Throws when the process is dead or dies here. True: it stalls before this step. */
export function countStep(): boolean {
  const process = current.getStore()
  if (!process) return false
  if (!process.isDead) process.steps += 1
  if (process.steps === process.diesAt) process.isDead = true
  if (process.isDead) throw new ProcessDied("killed")
  return process.steps === process.stallsAt
}
