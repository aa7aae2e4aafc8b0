import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"
import { createFaults, type Fault, faultOrder } from "@/stand-ins/resend/faults"
import { send } from "@/stand-ins/resend/send"
import { createMailStore } from "@/stand-ins/resend/store"
import { bodyOf } from "@/stand-ins/server"

/** A request to send one batch. */
export type Request = {
  /** The idempotency key: the id of the batch. */
  readonly key: string
  /** Ids of outbox mails. */
  readonly mails: readonly string[]
  fault: Fault["kind"] | null
  /** Not answered yet. */
  isUnderWay: boolean
}

/** A mail that the provider accepted. A repeated request with the same key adds none. */
export type Accepted = {
  /** The id of the outbox mail. */
  readonly mail: string
  readonly recipient: string
  readonly subject: string
  readonly text: string
  readonly providerId: string
  readonly key: string
  /** In milliseconds of this machine's clock. */
  readonly at: number
}

export type Provider = Awaited<ReturnType<typeof startProvider>>

type Options = {
  /** Milliseconds before the provider handles a request; asked for each request. */
  latency(): number
  /** A request with such an address is refused whole. */
  isRefused(address: string): boolean
  /** Called when a request has ended with a fault. */
  onFault?(request: Request): void
}

/** The Resend stand-in, which also records every request and every accepted mail. */
export async function startProvider({ latency, isRefused, onFault }: Options) {
  const store = await createMailStore()
  const faults = createFaults()
  const [requests, accepted]: [Request[], Accepted[]] = [[], []]

  const refused = (body: string): Fault | undefined =>
    recipientsIn(body).some(isRefused) ? faultOrder.parse({ kind: "validation-error" }) : undefined

  async function answer(incoming: IncomingMessage, response: ServerResponse) {
    const body = await bodyOf(incoming)
    const request: Request = {
      key: String(incoming.headers["idempotency-key"]),
      mails: [...body.matchAll(outboxTag)].map(([, id = ""]) => id),
      fault: null,
      isUnderWay: true,
    }
    requests.push(request)
    response.once("close", () => {
      request.isUnderWay = false
      if (request.fault) onFault?.(request)
    })
    await sleep(latency())
    const recordingFaults = {
      ...faults,
      take(apiKey: string) {
        const fault = refused(body) ?? faults.take(apiKey)
        request.fault = fault?.kind ?? null
        return fault
      },
    }
    const add: typeof store.add = (mails, apiKey) => {
      const ids = store.add(mails, apiKey)
      const at = performance.timeOrigin + performance.now()
      for (const [position, { to, subject, text = "" }] of mails.entries()) {
        const [mail, providerId] = [request.mails[position] ?? "", ids[position] ?? ""]
        accepted.push({ mail, recipient: to.join(), subject, text, providerId, key: request.key, at })
      }
      return ids
    }
    const path = incoming.url === "/emails" ? incoming.url : "/emails/batch"
    const provider = { store: { ...store, add }, faults: recordingFaults }
    await send(provider, { apiKey, path, body, request: incoming, response })
  }

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch(() => response.destroy())
  })
  // Otherwise a request can arrive on a connection that the server is closing.
  server.keepAliveTimeout = 0
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const address = server.address()
  if (typeof address !== "object" || !address) throw new Error("The provider has no address")

  return {
    url: `http://127.0.0.1:${address.port}`,
    requests: (): readonly Request[] => requests,
    /** Oldest first. */
    accepted: (): readonly Accepted[] => accepted,
    /** Makes the next request fail, or the next `times` requests. */
    order(fault: Pick<Fault, "kind"> & Partial<Fault>) {
      faults.add(faultOrder.parse(fault))
    },
    mend: () => faults.clear(null),
    hits: (kind: Fault["kind"]) => requests.filter(({ fault }) => fault === kind).length,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export const apiKey = "re_drill"
const outboxTag = /"name":"outbox_mail","value":"([0-9a-f-]{36})"/g
const recipientsIn = (body: string) => [...body.matchAll(/"to":"([^"]*)"/g)].map(([, to = ""]) => to)
