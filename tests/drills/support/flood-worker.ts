import { randomUUID } from "node:crypto"
import { Agent, type ClientRequest, request } from "node:http"

/** The value of DRILL_TASK. */
export type FloodTask = {
  readonly url: string
  readonly method: "GET" | "POST"
  readonly headers: Readonly<Record<string, string>>
  /** `{n}` becomes another number in each request, `{uuid}` another id. */
  readonly body: string
  /** Sends half of the body, and then waits for the server to close the connection. */
  readonly isHalf: boolean
  /** Client addresses. Each has one connection and sends its next request when the last is answered. */
  readonly places: readonly string[]
  /** Outcomes, by a text that only their answers hold. Other answers are named by their status. */
  readonly outcomes: Readonly<Record<string, string>>
  /** After so many seconds, or so many requests of each place, the flood ends. */
  readonly seconds: number
  readonly requestsEach: number
}

/** How many answers of each outcome. */
export type FloodResult = Readonly<Record<string, number>>

const task: FloodTask = JSON.parse(process.env.DRILL_TASK ?? "")
const counts: Record<string, number> = {}
const underWay = new Set<ClientRequest>()
let isOver = false
let numbers = 0

const timer = setTimeout(end, task.seconds * 1_000)
process.once("SIGTERM", end)
const floods = task.places.map(floodFrom)
process.stdout.write("begun\n")
await Promise.all(floods)
clearTimeout(timer)
process.stdout.write(JSON.stringify(counts))

function end() {
  isOver = true
  // What is under way is not counted: its answer says nothing.
  for (const outgoing of underWay) outgoing.destroy()
}

async function floodFrom(place: string): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 })
  for (let sent = 0; sent < task.requestsEach && !isOver; sent += 1) {
    const outcome = await send(place, agent)
    if (!isOver) counts[outcome] = (counts[outcome] ?? 0) + 1
  }
  agent.destroy()
}

function send(place: string, agent: Agent): Promise<string> {
  numbers += 1
  const body = Buffer.from(task.body.replace("{n}", String(numbers)).replace("{uuid}", randomUUID()))
  const length = body.length > 0 ? { "content-length": body.length } : {}
  const headers = { ...task.headers, "x-client-ip": place, ...length }
  return new Promise((resolve) => {
    const outgoing = request(task.url, { method: task.method, headers, agent }, (incoming) => {
      const chunks: Buffer[] = []
      incoming.on("data", (chunk: Buffer) => chunks.push(chunk))
      incoming.on("end", () => resolve(outcomeOf(incoming.statusCode, Buffer.concat(chunks))))
      incoming.on("error", () => resolve("broken off"))
    })
    underWay.add(outgoing)
    outgoing.on("close", () => underWay.delete(outgoing))
    outgoing.on("error", () => resolve("broken off"))
    if (task.isHalf) outgoing.write(body.subarray(0, body.length / 2))
    else outgoing.end(body)
  })
}

function outcomeOf(status: number | undefined, body: Buffer): string {
  const found = Object.entries(task.outcomes).find(([, text]) => body.includes(text))
  return found?.[0] ?? `status ${status}`
}
