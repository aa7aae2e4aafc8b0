import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"
import { createFaults, type Fault, faultOrder } from "@/stand-ins/resend/faults"
import { send } from "@/stand-ins/resend/send"
import { createMailStore, type MailStore } from "@/stand-ins/resend/store"
import { bodyOf } from "@/stand-ins/server"
import { listenOnLoopback } from "./loopback-server"

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

type SentMail = Parameters<MailStore["add"]>[0][number]

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
  const requests: Request[] = []
  const accepted: Accepted[] = []

  async function answer(incoming: IncomingMessage, response: ServerResponse) {
    const body = await bodyOf(incoming)
    const request = requestOf(incoming, body)
    requests.push(request)
    response.once("close", () => {
      request.isUnderWay = false
      if (request.fault) onFault?.(request)
    })
    await sleep(latency())
    const add: typeof store.add = (mails, key) => {
      const ids = store.add(mails, key)
      accepted.push(...acceptedMails(request, mails, ids))
      return ids
    }
    const take: typeof faults.take = (key) => {
      const isRefusedRequest = recipientsIn(body).some(isRefused)
      const fault = isRefusedRequest ? refusal : faults.take(key)
      request.fault = fault?.kind ?? null
      return fault
    }
    const path = incoming.url === "/emails" ? incoming.url : "/emails/batch"
    const recording = { store: { ...store, add }, faults: { ...faults, take } }
    await send(recording, { apiKey, path, body, request: incoming, response })
  }

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch(() => response.destroy())
  })
  return {
    ...(await listenOnLoopback(server)),
    requests: (): readonly Request[] => requests,
    /** Oldest first. */
    accepted: (): readonly Accepted[] => accepted,
    /** Makes the next request fail, or the next `times` requests. */
    order(fault: Pick<Fault, "kind"> & Partial<Fault>) {
      faults.add(faultOrder.parse(fault))
    },
    mend: () => faults.clear(null),
    hits: (kind: Fault["kind"]) => requests.filter(({ fault }) => fault === kind).length,
  }
}

export const apiKey = "re_drill"
const outboxTag = /"name":"outbox_mail","value":"([0-9a-f-]{36})"/g
const refusal = faultOrder.parse({ kind: "validation-error" })

const recipientsIn = (body: string) => [...body.matchAll(/"to":"([^"]*)"/g)].map(([, to = ""]) => to)

const requestOf = (incoming: IncomingMessage, body: string): Request => ({
  key: String(incoming.headers["idempotency-key"]),
  mails: [...body.matchAll(outboxTag)].map(([, id = ""]) => id),
  fault: null,
  isUnderWay: true,
})

function acceptedMails(request: Request, mails: readonly SentMail[], ids: readonly string[]): Accepted[] {
  const at = performance.timeOrigin + performance.now()
  return mails.map(({ to, subject, text = "" }, position) => {
    const [mail, providerId] = [request.mails[position] ?? "", ids[position] ?? ""]
    return { mail, recipient: to.join(), subject, text, providerId, key: request.key, at }
  })
}
