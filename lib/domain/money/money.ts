import { inPlainSigns } from "@/lib/domain/words/plain-text"

/** For screens and mails, on one line and with a true minus: 123450 bani → "1.234,50 lei". */
export function formatLei(bani: number): string {
  const lei = Math.trunc(Math.abs(bani) / 100)
  const rest = String(Math.abs(bani) % 100).padStart(2, "0")
  const grouped = String(lei).replace(/\B(?=(\d{3})+$)/g, ".")
  return `${bani < 0 ? "\u2212" : ""}${grouped},${rest}\u00a0lei`
}

/** For documents and files, whose words never change. */
export const plainLei = (bani: number): string => inPlainSigns(formatLei(bani))

/** An amount in the smallest unit of any currency: "12,00 EUR". */
export const formatAmount = (amount: number, currency: string): string =>
  currency === "ron" ? formatLei(amount) : formatLei(amount).replace("lei", currency.toUpperCase())
