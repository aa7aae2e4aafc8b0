/** The mailboxes that most Romanian customers have. */
const known = [
  ...["gmail.com", "yahoo.com", "yahoo.ro", "hotmail.com", "outlook.com", "icloud.com"],
  ...["live.com", "ymail.com", "protonmail.com", "rdslink.ro"],
]

/** Real domains that are one letter away from a known one. */
const otherReal = new Set(["mail.com", "gmx.com", "email.com", "ymail.com", "live.ro", "rds.ro"])

/**
 * The known domain that was probably meant: one letter more, less or other, two letters swapped, or only the
 * name without its end ("gmail"). Null for every other domain.
 */
export function meantDomain(address: string): string | null {
  const domain = address.split("@")[1]?.trim().toLowerCase() ?? ""
  if (domain.length < 3 || known.includes(domain) || otherReal.has(domain)) return null
  return known.find((one) => isMistyped(domain, one)) ?? null
}

function isMistyped(typed: string, meant: string): boolean {
  if (typed === meant.split(".")[0]) return true
  if (Math.abs(typed.length - meant.length) > 1) return false
  let start = 0
  while (start < meant.length && typed[start] === meant[start]) start += 1
  const [restTyped, restMeant] = [typed.slice(start), meant.slice(start)]
  const swapped = `${restTyped[1] ?? ""}${restTyped[0] ?? ""}${restTyped.slice(2)}`
  return (
    restTyped.slice(1) === restMeant.slice(1) ||
    restTyped.slice(1) === restMeant ||
    restTyped === restMeant.slice(1) ||
    swapped === restMeant
  )
}
