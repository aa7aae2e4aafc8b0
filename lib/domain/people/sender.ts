import type { EmailAddress } from "@/lib/domain/ids/brand"
import { parseEmailAddress } from "./email-address"

/** The address of `Name <address>`, or of an address alone. Null for what no mail can be sent from. */
export const senderAddress = (from: string): EmailAddress | null =>
  parseEmailAddress(/^[^<>]+<([^<>]+)>$/.exec(from)?.[1] ?? from)
