/** What Stripe tells of: by webhook, and in the list that it keeps for 30 days. */
export type StripeEvent = {
  readonly id: string
  readonly type: string
  readonly sessionId?: string
  readonly intentId?: string
}

type Kept = StripeEvent & { readonly at: number }
export type EventsAsked = { readonly since: number; readonly after: string | null }

const keptMs = 30 * 86_400_000
/** Small, so that the list has pages. */
const pageSize = 20
/** Not asked for: a page that closed brought no money. */
const isOfMoney = ({ type }: StripeEvent) => type !== "checkout.session.expired"

/** Every event, whether its webhook arrives or not. */
export function createEventList(now: () => number, emit: (event: StripeEvent) => void) {
  const kept: Kept[] = []
  return {
    tell(event: StripeEvent): void {
      kept.push({ ...event, at: now() })
      emit(event)
    },
    /** The newest first. `next`: what to ask for the page after this one. */
    list({ since, after }: EventsAsked) {
      const oldest = Math.max(since, now() - keptMs)
      const listed = kept.filter((event) => event.at >= oldest && isOfMoney(event)).toReversed()
      const rest = listed.slice(after === null ? 0 : listed.findIndex(({ id }) => id === after) + 1)
      const events: StripeEvent[] = rest.slice(0, pageSize)
      return { events, next: rest.length > pageSize ? (events.at(-1)?.id ?? null) : null }
    },
  }
}
