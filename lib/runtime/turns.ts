import "server-only"

type TurnsOptions = {
  /** Requests that are worked on at the same time. */
  readonly atOnce: number
  /** A request that has not ended after so long still runs, and another one may begin. */
  readonly leaseMs: number
  /** Waiting requests. One more refuses the last in line. */
  readonly longest: number
  /** A request that has waited so long is refused. */
  readonly oldestMs: number
  /** The half-life of what is remembered of a place. */
  readonly memoryMs: number
}

/** Where a request comes from, with how much a turn there weighs: 1, or less for a network of many. */
export type Place = { readonly name: string; readonly weight: number }

export type Turn = {
  readonly places: readonly Place[]
  /** Called once, when the turn comes. `end` is called when the request has ended. */
  readonly start: (end: () => void) => void
  /** Called once instead of `start`, when the wait was too long. */
  readonly refuse: () => void
}

type WaitingTurn = Turn & { readonly giveUp: NodeJS.Timeout }

/**
 * Lets a few requests be worked on at a time; the others wait. The next turn belongs to the place that had
 * the fewest of late, so that a flood from some places does not delay the first requests of another. Of equal
 * places the newest and the oldest request go by turns: a person may come before a flood of new places or
 * after it. Without a flood no request waits.
 */
export function createTurns({ atOnce, leaseMs, longest, oldestMs, memoryMs }: TurnsOptions) {
  const waiting = new Set<WaitingTurn>()
  const memory = createMemory(memoryMs)
  let running = 0
  let isForOldest = true

  /** Returns how to leave the line, for a client that has gone. */
  function ask(turn: Turn): () => void {
    if (running < atOnce) {
      begin(turn)
      return () => {}
    }
    const one = { ...turn, giveUp: setTimeout(() => refuse(one), oldestMs) }
    waiting.add(one)
    const last = waiting.size > longest && lastInLine()
    if (last) refuse(last)
    return () => leave(one)
  }

  function begin({ places, start }: Turn): void {
    running += 1
    memory.note(places)
    let isOver = false
    const end = () => {
      if (isOver) return
      isOver = true
      clearTimeout(lease)
      running -= 1
      next()
    }
    const lease = setTimeout(end, leaseMs)
    start(end)
  }

  function next(): void {
    isForOldest = !isForOldest
    const first = isForOldest ? oldest() : newest()
    if (!first || running >= atOnce) return
    leave(first)
    begin(first)
  }

  function leave(one: WaitingTurn): void {
    clearTimeout(one.giveUp)
    waiting.delete(one)
  }

  function refuse(one: WaitingTurn): void {
    leave(one)
    one.refuse()
  }

  const newest = () => pick((count, best) => count <= best)
  const oldest = () => pick((count, best) => count < best)
  const lastInLine = () => pick((count, best) => count > best)

  function pick(isBetter: (count: number, best: number) => boolean): WaitingTurn | undefined {
    let found: { readonly one: WaitingTurn; readonly count: number } | undefined
    for (const one of waiting) {
      const count = memory.of(one.places)
      if (!found || isBetter(count, found.count)) found = { one, count }
    }
    return found?.one
  }

  return { ask }
}

/** How many turns a place had of late. */
function createMemory(halfLifeMs: number) {
  const counts = new Map<string, number>()
  let fadedAt = performance.now()

  function fade(): void {
    const now = performance.now()
    if (now - fadedAt < halfLifeMs / 8) return
    const share = 2 ** (-(now - fadedAt) / halfLifeMs)
    fadedAt = now
    for (const [name, count] of counts) {
      if (count * share < 0.1) counts.delete(name)
      else counts.set(name, count * share)
    }
  }

  return {
    note(places: readonly Place[]): void {
      fade()
      for (const { name, weight } of places) counts.set(name, (counts.get(name) ?? 0) + weight)
    },
    of: (places: readonly Place[]): number => Math.max(...places.map(({ name }) => counts.get(name) ?? 0)),
  }
}
