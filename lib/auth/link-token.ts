import "server-only"
import { createHash, randomBytes } from "node:crypto"
import type { LinkToken } from "@/lib/domain/ids/brand"

/** 32 random bytes as base64url. Only the hash may be stored. */
export const newLinkToken = (): LinkToken => linkTokenOf(randomBytes(32))

/** The token that 32 secret bytes are written as. */
export const linkTokenOf = (bytes: Buffer): LinkToken => bytes.toString("base64url") as LinkToken

export const hashLinkToken = (token: LinkToken): Uint8Array => createHash("sha256").update(token).digest()

/** Null for a text that does not have the form of a link token. */
export const parseLinkToken = (text: string): LinkToken | null =>
  /^[A-Za-z0-9_-]{43}$/.test(text) ? (text as LinkToken) : null
