export type ProductTask = {
  readonly url: string
  /** The start of the product's clock. */
  readonly startsAt: string
  /** Null: only the part of the database; mails are neither rendered nor sent. */
  readonly mailUrl: string | null
}

export type Timed = {
  readonly count: number
  readonly ms: number
  /** Of the worker process, without the database. */
  readonly cpuMs: number
}

type Span = { readonly startedAt: number; readonly endedAt: number }

export type ProductResult = Span & {
  /** Counts mails. */
  readonly announced: Timed
  readonly delivered: Timed
  /** Rendering the first mails without the database; null when the whole run was measured. */
  readonly composed: Timed | null
}

export type PeerTask = {
  readonly url: string
  readonly jobs: number
  readonly mailUrl: string
}

export type PeerResult = Span & {
  readonly inserted: Timed
  readonly completed: Timed
  readonly posted: Timed
}

export type FloorTask = { readonly url: string; readonly rows: number }

export type FloorResult = Span & { readonly marked: Timed }
