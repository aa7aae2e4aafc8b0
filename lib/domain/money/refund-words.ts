import { formatLei } from "./money"

type Refund = {
  readonly refundBani: number
  /** The part that went back before, by another way; left out of mails stored by earlier versions. */
  readonly elsewhereBani?: number | undefined
}

/** What goes back to the customer, and what went back before: "Îți trimitem înapoi 44,00 lei, …" */
export function refundWords({ refundBani, elsewhereBani = 0 }: Refund): string {
  const account = "pe cardul sau în contul din care ai plătit"
  const [sum, before] = [formatLei(refundBani), formatLei(elsewhereBani)]
  if (elsewhereBani <= 0) return `Îți trimitem înapoi ${sum}, ${account}`
  if (elsewhereBani >= refundBani) return `${sum} ți-au fost trimiși deja înapoi, ${account}`
  const rest = formatLei(refundBani - elsewhereBani)
  return `Din ${sum}, ${before} ți-au fost trimiși deja înapoi. Îți trimitem și restul de ${rest}, ${account}`
}
