import "server-only"

let last: Promise<unknown> = Promise.resolve()

/** Runs the works of this process one after the other, in the order of the calls. */
export function inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
  const turn = last.then(work)
  last = turn.catch(() => {})
  return turn
}
