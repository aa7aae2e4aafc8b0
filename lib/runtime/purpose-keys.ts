import "server-only"
import { hkdfSync } from "node:crypto"

/** The first key makes, each of them verifies, so that AUTH_SECRET can be rotated. */
export type PurposeKeys = readonly [Buffer, ...Buffer[]]

/** A label is the key's identity for good: changing one makes void what its keys made. */
const labels = {
  unsubscribe: "focus-sat unsubscribe 1",
  limits: "focus-sat limits 1",
  calendar: "focus-sat calendar 1",
} as const

/** The keys of one purpose, by HKDF-SHA-256: who has them learns neither the secrets nor other keys. */
export function purposeKeys(
  secrets: readonly [string, ...string[]],
  purpose: keyof typeof labels,
): PurposeKeys {
  const [first, ...others] = secrets
  const derive = (secret: string) => Buffer.from(hkdfSync("sha256", secret, "", labels[purpose], 32))
  return [derive(first), ...others.map(derive)]
}
