/** The states of an order that a customer sees. */
export type OrderState = "awaiting" | "review" | "paid" | "declined" | "cancelled" | "refunded"

export const orderStateWords = {
  awaiting: "În așteptarea plății",
  review: "Plată în verificare",
  paid: "Plătită",
  declined: "Respinsă",
  cancelled: "Anulată",
  refunded: "Rambursată",
} as const satisfies Record<OrderState, string>

export const orderSentences = {
  awaiting: "Comanda așteaptă plata.",
  review: "Verificăm plata. Nu plăti din nou; îți scriem imediat ce avem răspunsul.",
  paid: "Plata a reușit. Pachetul te așteaptă: îl activezi oricând, cu un singur clic.",
  declined: "Plata a fost respinsă de bancă. Nu ți-am luat bani. Încearcă alt card.",
  cancelled: "Comanda a fost anulată. Nu ți-am luat bani.",
  refunded: "Banii au fost trimiși înapoi.",
} as const satisfies Record<OrderState, string>

/**
 * The state for a status of the order and those of its payments, the last attempt last. A payment under way
 * or under review is never shown as failed; money that came counts whichever attempt brought it.
 */
export function orderState(
  order: "open" | "paid" | "cancelled" | "refunded",
  payments: readonly string[],
): OrderState {
  if (order === "paid") return order
  if (payments.includes("needs_review")) return "review"
  if (payments.includes("refunded")) return "refunded"
  if (order !== "open") return order
  const last = payments.at(-1)
  if (last === "processing") return "review"
  return last === "declined" ? "declined" : "awaiting"
}
