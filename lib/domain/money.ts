/** Whole bani as people read them: 123450 → "1.234,50 lei". */
export function formatLei(bani: number): string {
  const lei = Math.trunc(Math.abs(bani) / 100)
  const rest = String(Math.abs(bani) % 100).padStart(2, "0")
  const grouped = String(lei).replace(/\B(?=(\d{3})+$)/g, ".")
  return `${bani < 0 ? "-" : ""}${grouped},${rest} lei`
}
