import { unbrokenPhone } from "@/lib/domain/people/phone"
import type { Seller } from "./seller"

/**
 * For screens: the phone is one piece, and the address breaks neither before a number nor after an
 * abbreviation: "Bd. Iuliu Maniu nr. 7, Sector 6" keeps "nr. 7" and "Sector 6".
 */
export const unbrokenSeller = <Contact extends Pick<Seller, "phone" | "address">>(
  seller: Contact,
): Contact => ({
  ...seller,
  phone: unbrokenPhone(seller.phone),
  address: seller.address.replace(/(?<!,) (?=\d)|(?<=\.) /g, "\u00a0"),
})
