import { createServer, type ServerResponse } from "node:http"
import { listenOnLoopback } from "./loopback-server"

/** Decides when workers run: a worker sends a request before every run, and waits for the answer. */
export async function startRunScheduler() {
  const runs = createRuns()
  const server = createServer((request, response) => runs.ask(request.url?.slice(1) ?? "", response))
  return {
    ...(await listenOnLoopback(server)),
    /** Every worker runs once more: one that waits does so now, one that is running does so afterwards. */
    runAll: runs.startAll,
    /** One of the waiting workers runs; the others go on waiting. */
    runOne: runs.startOne,
    running: runs.running,
    waiting: runs.waiting,
    /** The worker was killed and sends no more requests. */
    forget: runs.forget,
    figures: runs.figures,
  }
}

function createRuns() {
  const waiting = new Map<string, ServerResponse>()
  const running = new Set<string>()
  /** The last round in which each worker ran. */
  const lastRound = new Map<string, number>()
  let round = 0
  let runs = 0
  let runsAtOnce = 0

  function start(name: string, response: ServerResponse) {
    waiting.delete(name)
    lastRound.set(name, round)
    running.add(name)
    runs += 1
    runsAtOnce = Math.max(runsAtOnce, running.size)
    response.writeHead(204).end()
  }

  return {
    ask(name: string, response: ServerResponse) {
      running.delete(name)
      if ((lastRound.get(name) ?? 0) < round) return start(name, response)
      waiting.set(name, response)
      response.once("close", () => {
        if (waiting.get(name) === response) waiting.delete(name)
      })
    },
    startAll() {
      round += 1
      for (const [name, response] of [...waiting]) start(name, response)
    },
    startOne() {
      const [first] = waiting
      if (!first) throw new Error("No worker is waiting")
      start(...first)
    },
    running: (): readonly string[] => [...running],
    waiting: () => waiting.size,
    forget: (name: string) => running.delete(name),
    figures: () => ({ runs, runsAtOnce }),
  }
}
