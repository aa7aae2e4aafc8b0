import type { Seller } from "@/lib/domain/firms/seller"

/** The seller of every test. A test about another seller spreads this one. */
export const testSeller = {
  name: "Vânzător de probă SRL",
  cui: "RO17030766",
  registerNumber: "J40/123/2020",
  address: "Strada Exemplului 1, Sector 1, București",
  phone: "021 000 00 00",
  email: "relatii@focussat.example",
  isVatPayer: true,
} as const satisfies Seller
