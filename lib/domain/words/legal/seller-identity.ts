import type { Seller } from "@/lib/domain/firms/seller"
import { formatLei } from "@/lib/domain/money/money"

/** "Focus Sat România SRL, CUI RO17030766, nr. J40/123/2020 la registrul comerțului, cu sediul în …" */
export function sellerIdentity({ name, cui, registerNumber, shareCapitalBani, address }: Seller): string {
  const capital = shareCapitalBani === undefined ? [] : [`capital social ${formatLei(shareCapitalBani)}`]
  return [
    name,
    `CUI ${cui}`,
    `nr. ${registerNumber} la registrul comerțului`,
    ...capital,
    `cu sediul în ${address}`,
  ].join(", ")
}
