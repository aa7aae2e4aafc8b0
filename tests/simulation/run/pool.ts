import { fork } from "node:child_process"
import { join } from "node:path"
import type { SeedResult } from "./run-seed"
import type { Store } from "./store"
import type { Answer, Order } from "./worker"

export type Pool = {
  /** Runs one seed in the next free process. */
  readonly run: (order: Order) => Promise<SeedResult>
  readonly close: () => void
}

/** Processes that run seeds side by side, in the tree at `root`. */
export function createPool(store: Store, size: number, root: string): Pool {
  const file = join(root, "tests/simulation/run/worker.ts")
  const env = { ...process.env, TSX_TSCONFIG_PATH: join(root, "scripts/tsconfig.json") }
  const workers = Array.from({ length: size }, () =>
    // Young objects get more room: a seed makes many that die at once.
    fork(file, { cwd: root, env, execArgv: ["--import", "tsx", "--max-semi-space-size=64"] }),
  )
  const free = [...workers]
  const waiting: ((worker: (typeof workers)[number]) => void)[] = []

  async function run(order: Order): Promise<SeedResult> {
    const worker = free.pop() ?? (await new Promise<(typeof workers)[number]>((take) => waiting.push(take)))
    try {
      return await ask(worker, { store, order })
    } finally {
      const next = waiting.shift()
      if (next) next(worker)
      else free.push(worker)
    }
  }

  return {
    run,
    close() {
      for (const worker of workers) worker.disconnect()
    },
  }
}

function ask(worker: ReturnType<typeof fork>, question: { store: Store; order: Order }): Promise<SeedResult> {
  return new Promise((resolve, reject) => {
    const onExit = () => reject(new Error("The worker process ended"))
    worker.once("exit", onExit)
    worker.once("message", (answer: Answer) => {
      worker.off("exit", onExit)
      if ("result" in answer) resolve(answer.result)
      else reject(new Error(answer.error))
    })
    worker.send(question)
  })
}
