/** A promise that did not hold. */
export type Broken = {
  readonly promise: string
  readonly detail: string
  readonly at: number
}

/** The promise and the cause, without what differs between two cases of one fault. */
export const causeOf = ({ promise, detail }: Pick<Broken, "promise" | "detail">): string =>
  `${promise}: ${detail.replace(/[0-9a-f-]{36}|\d+/g, "#")}`
