/** An act that a story can leave out; its follow-ups then never come to be. */
export type Droppable = { readonly id: string; readonly who: string; readonly kind: string }

type Attempt = {
  /** Still breaks the same promise for the same cause. */
  readonly fails: boolean
  /** What was carried out. */
  readonly done: readonly Droppable[]
}

type Search = {
  readonly attempt: (dropped: ReadonlySet<string>) => Promise<Attempt>
  readonly done: readonly Droppable[]
  readonly mostAttempts: number
}

/**
 * A greedy search for a small story: drops all acts of one person, all of one kind, then ever smaller runs of
 * acts, and keeps each drop after which the same promise still breaks. Answers the ids that were dropped.
 */
export async function minimise({ attempt, done, mostAttempts }: Search): Promise<ReadonlySet<string>> {
  let best: { dropped: ReadonlySet<string>; done: readonly Droppable[] } = { dropped: new Set(), done }
  let attempts = 0

  async function tryWithout(ids: readonly string[]): Promise<boolean> {
    if (attempts >= mostAttempts || ids.length === 0) return false
    attempts += 1
    const dropped = new Set([...best.dropped, ...ids])
    const again = await attempt(dropped)
    if (again.fails) best = { dropped, done: again.done }
    return again.fails
  }

  for (const group of ["who", "kind"] as const)
    for (const [, acts] of groupsOf(best.done, group)) await tryWithout(present(acts, best.done))
  for (let size = Math.ceil(best.done.length / 2); size >= 1; size = nextSize(size, best.done.length)) {
    for (let at = 0; at < best.done.length; ) {
      const isSmaller = await tryWithout(best.done.slice(at, at + size).map(({ id }) => id))
      if (attempts >= mostAttempts) return best.dropped
      if (!isSmaller) at += size
    }
    if (size === 1) break
  }
  return best.dropped
}

/** The largest groups first. */
const groupsOf = (done: readonly Droppable[], group: "who" | "kind") =>
  [...Map.groupBy(done, (act) => act[group])].toSorted(([, one], [, other]) => other.length - one.length)

const present = (acts: readonly Droppable[], done: readonly Droppable[]): string[] => {
  const ids = new Set(done.map(({ id }) => id))
  return acts.flatMap(({ id }) => (ids.has(id) ? [id] : []))
}

const nextSize = (size: number, count: number) => Math.max(1, Math.min(Math.ceil(size / 2), count))
