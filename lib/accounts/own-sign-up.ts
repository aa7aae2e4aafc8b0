import "server-only"
import { timingSafeEqual } from "node:crypto"
import type { Client } from "@/lib/runtime/client"

/** Whether this browser made the sign-up. A sign-up without a key belongs to no browser. */
export const isOwnSignUp = (keyHash: Uint8Array | null, { signUpHashes }: Client): boolean =>
  keyHash !== null && signUpHashes.some((own) => timingSafeEqual(own, keyHash))
