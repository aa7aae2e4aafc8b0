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
  awaiting: "Comanda te așteaptă să o plătești.",
  review: "Verificăm plata. Nu plăti din nou; îți scriem imediat ce avem răspunsul.",
  paid: "Plata a reușit. Pachetul te așteaptă: îl activezi oricând, cu un singur clic.",
  declined: "Plata a fost respinsă de bancă. Nu ți-am luat bani. Încearcă alt card.",
  cancelled: "Comanda a fost anulată. Nu ți-am luat bani.",
  refunded: "Banii au fost trimiși înapoi.",
} as const satisfies Record<OrderState, string>

/**
 * The state for a status of the order and of its last payment. A payment under way or under review is never
 * shown as failed.
 */
export function orderState(
  order: "open" | "paid" | "cancelled" | "refunded",
  payment: string | null,
): OrderState {
  if (payment === "needs_review" && order !== "paid") return "review"
  if (payment === "refunded" && order !== "paid") return "refunded"
  if (order !== "open") return order
  if (payment === "processing") return "review"
  return payment === "declined" ? "declined" : "awaiting"
}
