import { listPaymentsToReview } from "@/lib/orders/payment/list-payments-to-review"
import { days } from "../world/world"
import type { Promised } from "./promises"

/** A transfer that takes longer than two weeks is on the operator's list while its order waits for it. */
export const lateTransferListed: Promised = async ({ app, sql, stripe, clock }) => {
  const late = [...stripe.state.intents.values()].filter(
    ({ status, beganAt }) => status === "processing" && beganAt < clock.now - days(15),
  )
  const rows = await sql<{ id: string; status: string }[]>`
    select id, status from payments where id = any(${late.map(({ paymentId }) => paymentId)})`
  const stored = new Map(rows.map(({ id, status }) => [id, status]))
  const listed = new Set<string>((await listPaymentsToReview(app)).map(({ id }) => id))
  return late.flatMap(({ paymentId }) => {
    const status = stored.get(paymentId) ?? "in no table"
    const isGivenUp = status === "declined"
    return isGivenUp || listed.has(paymentId) ? [] : [`a late transfer is ${status} and on no list`]
  })
}

/** Money of a transfer that comes when its order does not wait any more is listed until a person decides. */
export const lateMoneyListed: Promised = async ({ app, sql, stripe, clock }) => {
  const come = [...stripe.state.intents.values()].filter(
    ({ status, beganAt, settledAt }) =>
      status === "succeeded" &&
      settledAt !== null &&
      settledAt > beganAt + days(14) &&
      settledAt < clock.now - days(1),
  )
  const rows = await sql<{ id: string; status: string }[]>`
    select id, status from payments where id = any(${come.map(({ paymentId }) => paymentId)})`
  const stored = new Map(rows.map(({ id, status }) => [id, status]))
  const listed = new Set<string>((await listPaymentsToReview(app)).map(({ id }) => id))
  return come.flatMap(({ paymentId }) => {
    const status = stored.get(paymentId) ?? "in no table"
    const isDecided = status === "paid" || status === "refunded"
    return isDecided || listed.has(paymentId) ? [] : [`late money is ${status} and on no list`]
  })
}
