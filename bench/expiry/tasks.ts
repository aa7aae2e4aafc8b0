export type ProductTask = {
  readonly url: string
  /** Where the product's clock starts. */
  readonly startsAt: string
  /** Null: only the database's part, mails are neither composed nor sent. */
  readonly mailUrl: string | null
}

export type Timed = {
  readonly count: number
  readonly ms: number
  /** Of the worker's process, without the database's. */
  readonly cpuMs: number
}

type Span = { readonly startedAt: number; readonly endedAt: number }

export type ProductResult = Span & {
  /** In mails. */
  readonly announced: Timed
  readonly delivered: Timed
  /** Composing without a database, of the first mails; null when the whole was measured. */
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
