import "server-only"

/** The query of a page, as Next gives it. */
export type Query = Readonly<Record<string, string | string[] | undefined>>

/** The first value of each parameter. */
export function textsOf(query: Query): URLSearchParams {
  const texts = Object.entries(query).map(([name, value]) => [name, [value].flat()[0] ?? ""])
  return new URLSearchParams(texts)
}
