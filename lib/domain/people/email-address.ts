import type { EmailAddress } from "@/lib/domain/ids/brand"

/** `bounced`: a mail came back. `suppressed`: the mail provider refuses to send to this address. */
export type EmailTrouble = "bounced" | "suppressed"

const longestAddress = 254
const longestLocalPart = 64
/** ASCII alone: the provider's mail servers (Amazon SES) cannot send to any other letter before the @. */
const localPart = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/
const hostName = /^(?=.{4,253}$)(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]$/

/**
 * The canonical spelling of an address: trimmed, also of invisible signs around it, NFKC (a full-width ＠
 * becomes @), lower case, international domains in punycode. Null unless it has one @, before it ASCII
 * without quotes, blanks and control characters, and a domain name with a dot.
 */
export function parseEmailAddress(typed: string): EmailAddress | null {
  if (typed.length > 4 * longestAddress) return null
  const [local, domain, ...more] = bareAddress(typed).split("@")
  if (!local || !domain || more.length > 0) return null
  if (local.length > longestLocalPart || !localPart.test(local)) return null
  const host = toHostName(domain)
  const address = `${local}@${host}`
  if (!host || address.length > longestAddress) return null
  // Lower-casing after NFKC can give a text that NFKC would change again: it has no canonical form.
  return address === address.normalize("NFKC").toLowerCase() ? (address as EmailAddress) : null
}

/** The first letter before the @ that no mail can be sent to; null if something else is wrong. */
export function unreachableLetter(typed: string): string | null {
  if (typed.length > 4 * longestAddress) return null
  const [local = "", domain] = bareAddress(typed).split("@")
  return domain ? (/(?![a-z0-9])[\p{L}\p{N}]\p{M}*/u.exec(local)?.[0] ?? null) : null
}

/** "a…u@exemplu.ro": the owner recognizes it, a stranger cannot complete it. */
export function maskEmailAddress(address: EmailAddress): string {
  const [local = "", domain = ""] = address.split("@")
  const letters = [...local]
  return `${letters[0]}…${letters.length > 2 ? letters.at(-1) : ""}@${domain}`
}

/** Copied addresses bring invisible signs along. Inside an address they stay, and are refused. */
const bareAddress = (typed: string) =>
  typed
    .replace(/^[\s\p{Cf}]+|[\s\p{Cf}]+$/gu, "")
    .normalize("NFKC")
    .toLowerCase()

/** Punycode, by the URL parser. Null for a text that URL would not read as a host name. */
function toHostName(domain: string): string | null {
  if (!/^[\p{L}\p{N}\p{M}.-]+$/u.test(domain) || !URL.canParse(`http://${domain}`)) return null
  const host = new URL(`http://${domain}`).hostname
  return hostName.test(host) ? host : null
}
