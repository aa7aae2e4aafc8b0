"use client"

import { createContext, type ReactNode, useContext } from "react"

const Phone = createContext("")

/** Gives the operator's number to the pages below, also to those that the browser renders after an error. */
export const SupportPhoneProvider = ({ phone, children }: { phone: string; children: ReactNode }) => (
  <Phone value={phone}>{children}</Phone>
)

/** The operator's number as a link that calls it: wherever a sentence says to call. */
export function SupportPhone() {
  const phone = useContext(Phone)
  return (
    <a href={`tel:${phone.replace(/[^+\d]/g, "")}`} className="whitespace-nowrap link">
      {phone}
    </a>
  )
}
