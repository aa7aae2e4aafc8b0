import "server-only"
import { createHmac } from "node:crypto"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { mailboxKey } from "@/lib/domain/people/mailbox-key"
import type { LimitApp } from "./hit-limits"

/** Stands for a mailbox where its address may not be kept: without the key, trying addresses finds none. */
export const mailboxHash = ({ secrets }: Pick<LimitApp, "secrets">, email: EmailAddress): string =>
  createHmac("sha256", secrets.limits)
    .update(`mailbox:${mailboxKey(email)}`)
    .digest("base64url")
    .slice(0, 32)
