/** 123450 bani → "1.234,50 lei" */
export function formatLei(bani: number): string {
  const lei = Math.trunc(Math.abs(bani) / 100)
  const rest = String(Math.abs(bani) % 100).padStart(2, "0")
  const grouped = String(lei).replace(/\B(?=(\d{3})+$)/g, ".")
  return `${bani < 0 ? "-" : ""}${grouped},${rest} lei`
}

/** An amount in the smallest unit of any currency: "12,00 EUR". */
export const formatAmount = (amount: number, currency: string): string =>
  currency === "ron" ? formatLei(amount) : formatLei(amount).replace("lei", currency.toUpperCase())
