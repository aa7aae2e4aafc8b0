/** Something that happens at an instant: a person's act, a job, a webhook, an event at a vendor. */
export type Act = {
  /** Also the label of its draws. A follow-up has the id of its cause and its own kind in it. */
  readonly id: string
  readonly kind: string
  /** Who acts: `c3`, `operator`, `stranger`, `scheduler`, `stripe`. */
  readonly who: string
  /** In milliseconds. */
  readonly at: number
  /** What the act is about, for example an order. */
  readonly about: Readonly<Record<string, string>>
}

export type Agenda = {
  readonly add: (act: Act) => void
  /** The earliest act that is due at this instant; acts of one instant in the order of their ids. */
  readonly takeDue: (instant: number) => Act | undefined
  readonly size: () => number
}

/** A binary heap. */
export function createAgenda(): Agenda {
  const heap: Act[] = []
  return {
    size: () => heap.length,
    add(act) {
      heap.push(act)
      siftUp(heap, heap.length - 1)
    },
    takeDue(instant) {
      const [first] = heap
      if (!first || first.at > instant) return undefined
      const last = heap.pop()
      if (last && heap.length > 0) {
        heap[0] = last
        siftDown(heap, 0)
      }
      return first
    },
  }
}

const isBefore = (one: Act, other: Act) => one.at < other.at || (one.at === other.at && one.id < other.id)

function siftUp(heap: Act[], from: number): void {
  for (let at = from; at > 0; ) {
    const parent = (at - 1) >> 1
    if (!swapIfBefore(heap, at, parent)) return
    at = parent
  }
}

function siftDown(heap: Act[], from: number): void {
  for (let at = from; ; ) {
    const left = 2 * at + 1
    const right = heap[left + 1]
    const leftAct = heap[left]
    const child = right && leftAct && isBefore(right, leftAct) ? left + 1 : left
    if (!swapIfBefore(heap, child, at)) return
    at = child
  }
}

function swapIfBefore(heap: Act[], lower: number, upper: number): boolean {
  const [one, other] = [heap[lower], heap[upper]]
  if (!one || !other || !isBefore(one, other)) return false
  heap[lower] = other
  heap[upper] = one
  return true
}
