import { orderPaths, paths, queryNames } from "@/lib/paths"

/** The first that the path begins with. */
const reasons: readonly (readonly [start: string, reason: string])[] = [
  [orderPaths.confirm, "Intră în cont ca să termini comanda."],
  [paths.topUp, "Intră în cont ca să comanzi un pachet."],
  [paths.emailChange(""), "Intră în cont ca să confirmi adresa de e-mail."],
  [orderPaths.activation(""), "Intră în cont ca să activezi pachetul."],
  [paths.orders, "Intră în cont ca să îți vezi comenzile."],
  [paths.invoices, "Intră în cont ca să îți vezi facturile."],
  [paths.withdrawal, "Intră în cont ca să te retragi din contract."],
  [paths.billing, "Intră în cont ca să îți schimbi datele de facturare."],
  [paths.smartcards, "Intră în cont ca să îți vezi smartcardurile."],
  [paths.settings, "Intră în cont ca să ajungi la setări."],
]

/** Why the sign-in page appears in place of this one. Null for the account's first page. */
export function signInReason(returnTo: string): string | null {
  const { pathname, searchParams } = new URL(returnTo, "http://path.invalid")
  const isOfMail = pathname === paths.topUp && searchParams.has(queryNames.card)
  if (isOfMail || (pathname === orderPaths.confirm && searchParams.has(queryNames.line))) {
    return "Intră în cont ca să reînnoiești pachetul."
  }
  return reasons.find(([start]) => pathname.startsWith(start))?.[1] ?? null
}
