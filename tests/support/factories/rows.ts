import type { DbOrTx } from "@/db/client"

/**
 * What a factory needs of App; `db` may be a transaction. Every factory stores a row that satisfies all
 * constraints: the caller names only the columns that its test is about.
 */
export type RowStore = { readonly db: DbOrTx; readonly now: () => Date }

/** The columns that the caller of a factory may choose. */
export type Wanted<Row, Id extends keyof Row> = Partial<Omit<Row, Id>>

let count = 0
/** For values that must be unique within one test process. */
export const nextNumber = () => ++count

export const daysFrom = (from: Date, days: number) => new Date(from.getTime() + days * 24 * 60 * 60 * 1_000)

export function firstRow<Row>([row]: readonly Row[]): Row {
  if (!row) throw new Error("The statement returned no row")
  return row
}
