import { randomBytes } from "node:crypto"
import { mkdirSync } from "node:fs"
import { join, resolve } from "node:path"
import { z } from "zod"
import { readJsonFile, writeJsonFile } from "@/stand-ins/json-file"

export const projectRoot = resolve(import.meta.dirname, "../..")

/** Secrets, data and logs of runs on this machine. Git ignores it; it may be deleted as a whole. */
const dataFolder = resolve(projectRoot, process.env.DATA_FOLDER || ".data")

export const inDataFolder = (name: string) => {
  mkdirSync(dataFolder, { recursive: true })
  return join(dataFolder, name)
}

const random = (bytes: number) => randomBytes(bytes).toString("base64url")

const secrets = z.object({
  DATABASE_PASSWORD: z.string().default(() => random(18)),
  AUTH_SECRET: z.string().default(() => random(36)),
  CRON_SECRET: z.string().default(() => random(36)),
  RESEND_API_KEY: z.string().default(() => `re_${random(18)}`),
  RESEND_WEBHOOK_SECRET: z.string().default(() => `whsec_${randomBytes(24).toString("base64")}`),
  STRIPE_SECRET_KEY: z.string().default(() => `sk_test_${random(18)}`),
  STRIPE_WEBHOOK_SECRET: z.string().default(() => `whsec_${random(24)}`),
  ENTITLEMENT_SECRET: z.string().default(() => `whsec_${randomBytes(32).toString("base64")}`),
  /** Next requires 32 bytes in base64. */
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: z.string().default(() => randomBytes(32).toString("base64")),
  DEMO_PASSWORD: z.string().default(() => readablePassword()),
})
export type Secrets = z.output<typeof secrets>

/** Random secrets: generated once, then read from a file that only this user can read. */
export function localSecrets(): Secrets {
  const file = inDataFolder("secrets.json")
  const kept = readJsonFile(file, secrets) ?? secrets.parse({})
  writeJsonFile(file, kept)
  return kept
}

/** Four groups, without letters that look alike, to type on a phone. */
function readablePassword(): string {
  const alphabet = "abcdefghjkmnpqrstuvwxyz23456789"
  const letters = [...randomBytes(16)].map((byte) => alphabet[byte % alphabet.length])
  return letters.join("").replace(/(.{4})(?=.)/g, "$1-")
}
