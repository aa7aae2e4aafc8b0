import type { EmailAddress } from "@/lib/domain/ids/brand"

/** Dots in the name change nothing there (support.google.com/mail/answer/7436150). */
const domainsWithoutDots = ["gmail.com", "googlemail.com"]

/**
 * One text for the spellings of an address that reach one mailbox: what follows a plus is dropped for every
 * domain, dots only where the provider ignores them. For limits alone: an account keeps its exact address,
 * because a provider may treat two spellings as two people.
 */
export function mailboxKey(address: EmailAddress): string {
  const [local = "", domain = ""] = address.split("@")
  const name = local.split("+", 1)[0] || local
  if (!domainsWithoutDots.includes(domain)) return `${name}@${domain}`
  return `${name.replaceAll(".", "")}@gmail.com`
}
