import "server-only"
import { AsyncResource } from "node:async_hooks"
import { randomUUID } from "node:crypto"
import { subscribe, unsubscribe } from "node:diagnostics_channel"
import { type IncomingMessage, Server, type ServerResponse } from "node:http"
import { availableParallelism } from "node:os"
import { lastIp, limitedPlaces } from "./ip-address"
import { refusalHeaders, refusalPage } from "./refusal-page"
import { createTurns, type Place } from "./turns"

const requestStart = "http.server.request.start"

/**
 * Four for each processor: while some wait for the database or a password hash, others are rendered. A
 * request that waits for a vendor gives its turn on after two seconds, so that a vendor that hangs stops
 * nothing else.
 */
const options = {
  atOnce: 4 * availableParallelism(),
  leaseMs: 2_000,
  longest: 512,
  oldestMs: 30_000,
  memoryMs: 60_000,
}

/**
 * Next asks its own server for the page to which an action redirects, with the headers of the action's
 * request. This one says that the request is part of another one that has a turn; clients cannot know it.
 */
const [partHeader, partKey] = ["x-part-of-turn", randomUUID()]

/** Answered without a turn: probes, which say whether the process lives, files, and the service worker. */
const isFree = (url: string) =>
  /^\/(?:_next\/|(?:fara-internet\.js|api\/(?:live|health|ready))(?:$|\?))/.test(url)

/**
 * Gives the requests of a server turns, fairly by place. Next makes the server and has no option for it, so
 * that the first request hands the server over. Returns how to end it.
 */
export function giveTurns(trustedIpHeader: string | undefined): () => void {
  const turns = createTurns(options)
  const servers = new WeakSet<Server>()
  const take = (message: unknown) => {
    if (!(message instanceof Object && "server" in message && message.server instanceof Server)) return
    const { server } = message
    if (servers.has(server)) return
    servers.add(server)
    const listeners = server.listeners("request")
    server.removeAllListeners("request")
    server.on("request", (request: IncomingMessage, response: ServerResponse) => {
      const handle = () => {
        for (const listener of listeners) Reflect.apply(listener, server, [request, response])
      }
      const isPart = request.headers[partHeader] === partKey
      request.headers[partHeader] = partKey
      if (isPart || isFree(request.url ?? "")) handle()
      else
        whenRead(
          request,
          AsyncResource.bind(() => inTurn({ request, response, handle })),
        )
    })
  }

  function inTurn({ request, response, handle }: Exchange): void {
    if (response.destroyed) return
    const leave = turns.ask({
      places: placesOf(request, trustedIpHeader),
      start: AsyncResource.bind((end: () => void) => {
        response.once("close", end)
        if (response.destroyed) end()
        else handle()
      }),
      refuse: () => refuse(response),
    })
    response.once("close", leave)
  }

  subscribe(requestStart, take)
  return () => unsubscribe(requestStart, take)
}

type Exchange = {
  readonly request: IncomingMessage
  readonly response: ServerResponse
  readonly handle: () => void
}

const lookEveryMs = 10

/** A body that comes late waits outside the line, or it would be worked on outside its turn. */
function whenRead(request: IncomingMessage, then: () => void): void {
  const { "content-length": length, "transfer-encoding": coding } = request.headers
  if (!coding && (!length || length === "0")) {
    then()
    return
  }
  setImmediate(() => {
    if (isRead(request)) {
      then()
      return
    }
    const timer = setInterval(() => {
      if (!request.destroyed && !isRead(request)) return
      clearInterval(timer)
      if (!request.destroyed) then()
    }, lookEveryMs)
  })
}

/** Node reads on only when the first part of a long body is taken. */
const isRead = (request: IncomingMessage): boolean =>
  request.complete || request.readableLength >= request.readableHighWaterMark

/**
 * The client's address; without a trusted header that of the connection, which is one for all behind a proxy.
 * Wider networks of IPv6 weigh less, as their limits are higher.
 */
function placesOf(request: IncomingMessage, trustedIpHeader: string | undefined): Place[] {
  const trusted = trustedIpHeader && lastIp(request.headers[trustedIpHeader]?.toString())
  const weights = { "": 1, "-56": 1 / 2, "-48": 1 / 4 }
  return limitedPlaces(trusted || (request.socket.remoteAddress ?? "")).map(({ tier, place }) => {
    return { name: place, weight: weights[tier] }
  })
}

function refuse(response: ServerResponse): void {
  response.writeHead(503, { ...refusalHeaders, "retry-after": "60" })
  response.end(refusalPage(503))
}
