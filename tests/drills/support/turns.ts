import { createServer, type ServerResponse } from "node:http"

/** The scheduler of a crew: a worker asks before every run, and is answered when runs are called. */
export async function startTurns() {
  const waiting = new Map<string, ServerResponse>()
  const running = new Set<string>()
  const answered = new Map<string, number>()
  let round = 0
  let runs = 0
  let mostAtOnce = 0

  function answer(name: string, response: ServerResponse) {
    waiting.delete(name)
    answered.set(name, round)
    running.add(name)
    runs += 1
    mostAtOnce = Math.max(mostAtOnce, running.size)
    response.writeHead(204).end()
  }

  const server = createServer((request, response) => {
    const name = request.url?.slice(1) ?? ""
    running.delete(name)
    if ((answered.get(name) ?? 0) < round) return answer(name, response)
    waiting.set(name, response)
    response.once("close", () => {
      if (waiting.get(name) === response) waiting.delete(name)
    })
  })
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  if (typeof address !== "object" || !address) throw new Error("The scheduler has no address")

  return {
    url: `http://127.0.0.1:${address.port}`,
    /** Everybody runs once more, who is under way afterwards. */
    call() {
      round += 1
      for (const [name, response] of [...waiting]) answer(name, response)
    },
    /** One of those who wait runs, the others go on waiting. */
    callOne() {
      const [first] = waiting
      if (!first) throw new Error("Nobody waits for a run")
      answer(...first)
    },
    running: (): readonly string[] => [...running],
    waiting: () => waiting.size,
    /** It was killed, and asks no more. */
    forget: (name: string) => running.delete(name),
    figures: () => ({ runs, runsAtOnce: mostAtOnce }),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
