import fc from "fast-check"

const nth = fc.nat({ max: 30 })
const card = fc.constantFrom(0, 0, 0, 1)
const pack = fc.constantFrom(0, 0, 0, 1)
const buy = fc.record({ kind: fc.constant("buy" as const), card, pack, months: fc.constantFrom(1, 3, 6, 12) })
const activate = fc.record({ kind: fc.constant("activate" as const), nth, isRefused: fc.boolean() })
const refund = fc.record({ kind: fc.constant("refund" as const), nth, isWithdrawn: fc.boolean() })
const rarely = [
  fc.record({ kind: fc.constant("move" as const), nth, card }),
  fc.record({ kind: fc.constant("replace" as const), card }),
  fc.record({
    kind: fc.constant("import" as const),
    card,
    pack,
    inDays: fc.integer({ min: -40, max: 90 }),
    days: fc.integer({ min: 1, max: 60 }),
  }),
  fc.record({ kind: fc.constant("wait" as const), hours: fc.integer({ min: 1, max: 24 * 40 }) }),
] as const
export const step = fc.oneof(buy, activate, activate, refund, refund, ...rarely)

export type Step = typeof step extends fc.Arbitrary<infer Value> ? Value : never

/** Two months on one card, the second behind the first: by chance there would hardly ever be a queue. */
export const queue: readonly Step[] = [1, 1].flatMap((nth): Step[] => [
  { kind: "buy", card: 0, pack: 0, months: 1 },
  { kind: "activate", nth, isRefused: false },
])

const refundFirst = (isWithdrawn: boolean): Step => ({ kind: "refund", nth: 10, isWithdrawn })

/** Played in every run: the month that runs goes away, one that had ended when its card was replaced, and two
 * packages of a card get the same period at once, of which the gateway refuses one. */
export const afterQueue: readonly (readonly Step[])[] = [
  [refundFirst(false)],
  [refundFirst(true)],
  [{ kind: "wait", hours: 24 * 70 }, { kind: "replace", card: 0 }, refundFirst(false)],
  [
    { kind: "buy", card: 0, pack: 1, months: 1 },
    refundFirst(false),
    { kind: "activate", nth: 1, isRefused: true },
  ],
]
