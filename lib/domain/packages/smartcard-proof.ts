/** What adding a card asks for besides its serial (SMARTCARD_PROOF). */
export type ProofKind = "none" | "code" | "receipt"

/** What the customer typed; checked against the card. */
export type GivenProof =
  | { readonly kind: "none" }
  | { readonly kind: "code"; readonly code: string }
  /** The month in which the last paid period began, as "2026-11", and the code of its package. */
  | { readonly kind: "receipt"; readonly month: string; readonly packageCode: string }

/** A printed code: blanks, dashes and small letters do not matter. Null unless 4 to 20 letters and digits. */
export function parseActivationCode(typed: string): string | null {
  const code = typed.replace(/[\s\u2010-\u2015-]/g, "").toUpperCase()
  return /^[A-Z0-9]{4,20}$/.test(code) ? code : null
}

/** "11.2026", "11/2026" and "2026-11" are the same month; empty for anything else. */
export function parseMonth(typed: string): string {
  const [, month, year] = /^\s*(0?[1-9]|1[0-2])\s*[./-]\s*(20\d\d)\s*$/.exec(typed) ?? []
  if (month && year) return `${year}-${month.padStart(2, "0")}`
  return /^20\d\d-(?:0[1-9]|1[0-2])$/.test(typed.trim()) ? typed.trim() : ""
}
