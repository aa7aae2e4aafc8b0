import "server-only"
import { ok, type Result, refuse } from "@/lib/domain/result"

/**
 * Who waits for a hash. `known` names the account of a browser that has signed in to it before, of an open
 * session, or of a link from a mail. `stranger`: all others.
 */
export type Asker = { readonly known: string } | "stranger"

type HashQueueOptions = {
  /** Hashes that run at the same time. */
  readonly atOnce: number
  /** Waiting calls of each kind; one more is refused. */
  readonly longest: number
  /** A call that has waited so long is refused. */
  readonly oldestMs: number
  /** While strangers wait, one of them goes after so many of the known. */
  readonly knownInARow: number
  /** Calls for one account at a time; more of them wait among the strangers. */
  readonly knownOfOne: number
}

type WaitingCall = { readonly start: () => void }

/**
 * Two queues for the processors' time: the known go first, so that strangers cannot keep owners out, and
 * strangers always get a part. One account cannot fill the first queue. `busy`: nothing was computed.
 */
export function createHashQueue(options: HashQueueOptions) {
  const { atOnce, longest, oldestMs, knownInARow, knownOfOne } = options
  let running = 0
  let knownSinceStranger = 0
  const queues = { known: new Set<WaitingCall>(), stranger: new Set<WaitingCall>() }
  const callsOf = new Map<string, number>()

  const queueOf = (asker: Asker): Set<WaitingCall> =>
    asker === "stranger" || (callsOf.get(asker.known) ?? 0) >= knownOfOne ? queues.stranger : queues.known

  const isFull = (asker: Asker): boolean => running >= atOnce && queueOf(asker).size >= longest

  async function inTurn<Value>(asker: Asker, compute: () => Promise<Value>): Promise<Result<Value, "busy">> {
    const queue = queueOf(asker)
    count(asker, 1)
    try {
      return await computeInTurn(queue, compute)
    } finally {
      count(asker, -1)
    }
  }

  function count(asker: Asker, change: 1 | -1): void {
    if (asker === "stranger") return
    const calls = (callsOf.get(asker.known) ?? 0) + change
    if (calls > 0) callsOf.set(asker.known, calls)
    else callsOf.delete(asker.known)
  }

  async function computeInTurn<Value>(
    queue: Set<WaitingCall>,
    compute: () => Promise<Value>,
  ): Promise<Result<Value, "busy">> {
    if (running < atOnce) running += 1
    else if (queue.size >= longest || !(await waitForTurn(queue))) return refuse("busy")
    try {
      return ok(await compute())
    } finally {
      const following = takeNext()
      if (following) following.start()
      else running -= 1
    }
  }

  /** False when the wait was too long. */
  function waitForTurn(queue: Set<WaitingCall>): Promise<boolean> {
    return new Promise((resolve) => {
      const giveUp = setTimeout(() => {
        queue.delete(waiting)
        resolve(false)
      }, oldestMs)
      const waiting = {
        start: () => {
          clearTimeout(giveUp)
          resolve(true)
        },
      }
      queue.add(waiting)
    })
  }

  function takeNext(): WaitingCall | undefined {
    const { known, stranger } = queues
    const isStrangersTurn = stranger.size > 0 && (known.size === 0 || knownSinceStranger >= knownInARow)
    knownSinceStranger = isStrangersTurn ? 0 : knownSinceStranger + 1
    const queue = isStrangersTurn ? stranger : known
    const [first] = queue
    if (first) queue.delete(first)
    return first
  }

  return { inTurn, isFull }
}
