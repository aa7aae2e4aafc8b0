import "server-only"
import { createHash } from "node:crypto"
import type { Serial } from "@/lib/domain/ids/brand"

/** With the serial, so that equal codes of two cards have different hashes. */
export const hashActivationCode = (serial: Serial, code: string): string =>
  createHash("sha256").update(`${serial}:${code}`).digest("base64url")
