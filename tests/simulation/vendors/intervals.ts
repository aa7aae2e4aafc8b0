/** Half-open spans of time in milliseconds, in order and without overlap. */
export type Spans = readonly { readonly from: number; readonly until: number }[]
type Span = Spans[number]

export function withSpan(spans: Spans, { from, until }: Span): Spans {
  const apart = spans.filter((one) => one.until < from || one.from > until)
  const touching = spans.filter((one) => one.until >= from && one.from <= until)
  const joined = {
    from: Math.min(from, ...touching.map((one) => one.from)),
    until: Math.max(until, ...touching.map((one) => one.until)),
  }
  return [...apart, joined].sort((one, other) => one.from - other.from)
}

export const withoutSpan = (spans: Spans, { from, until }: Span): Spans =>
  spans.flatMap((one) =>
    [
      { from: one.from, until: Math.min(one.until, from) },
      { from: Math.max(one.from, until), until: one.until },
    ].filter((left) => left.from < left.until),
  )

/** What of the spans lies at or after an instant. */
export const spansAfter = (spans: Spans, instant: number): Spans =>
  withoutSpan(spans, { from: Number.NEGATIVE_INFINITY, until: instant })
