export type Random = {
  /** From 0 to 1, 1 excluded. */
  readonly next: () => number
  readonly chance: (probability: number) => boolean
  /** A whole number, both ends included. */
  readonly between: (least: number, most: number) => number
  readonly pick: <Value>(list: readonly Value[]) => Value | undefined
  /** A key, drawn in proportion to its weight. */
  readonly weighted: <Key extends string>(weights: Readonly<Partial<Record<Key, number>>>) => Key
}

/**
 * A stream of draws of its own for each label: an act that is left out of a story changes the draws of no
 * other act.
 */
export function randomOf(seed: number, label: string): Random {
  let state = hashOf(`${seed}:${label}`)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    next,
    chance: (probability) => next() < probability,
    between: (least, most) => least + Math.floor(next() * (most - least + 1)),
    pick: (list) => list[Math.floor(next() * list.length)],
    weighted: (weights) => weighted(weights, next()),
  }
}

function weighted<Key extends string>(weights: Readonly<Partial<Record<Key, number>>>, drawn: number): Key {
  const entries = Object.entries(weights) as [Key, number][]
  let left = drawn * entries.reduce((sum, [, weight]) => sum + weight, 0)
  for (const [key, weight] of entries) {
    left -= weight
    if (left < 0) return key
  }
  throw new Error("Nothing to draw from")
}

/** FNV-1a, 32 bits. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193)
  return hash
}
