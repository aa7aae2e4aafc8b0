import "server-only"
import { z } from "zod"
import { writtenCui } from "./domain/firms/billing-profile"
import { parseCui } from "./domain/firms/cui"
import type { Seller } from "./domain/firms/seller"
import { senderAddress } from "./domain/people/sender"
import { isLoopback } from "./runtime/loopback"

/** 24 random bytes have 32 characters in base64, of which twelve or more differ (all but certainly). */
const isRandom = (text: string) => text.length >= 32 && new Set(text).size >= 12
const secret = z.string().refine(isRandom, "at least 24 random bytes (openssl rand -base64 36)")
const webhookSecret = z
  .string()
  .regex(/^whsec_[A-Za-z0-9+/=_-]{32,}$/, "whsec_ and at least 24 random bytes")
  .refine((text) => isRandom(text.replace("whsec_", "")), "not random")
/** Secrets, addresses and money pass here: plain http is for services on this machine alone. */
const httpsUrl = z
  .url({ protocol: /^https?$/ })
  .refine((url) => url.startsWith("https://") || isLoopback(url), "https, unless the host is this machine")
  .transform((url) => url.replace(/\/+$/, ""))
/** Name <address>, or an address alone. A sender that the provider cannot read would stop all mail. */
const isSender = (text: string) => senderAddress(text) !== null
/** The key with which Next encrypts what a form carries: AES takes these lengths alone. */
const aesKey = z
  .base64()
  .refine((key) => [16, 24, 32].includes(Buffer.from(key, "base64").length), "16, 24 or 32 bytes in base64")

/** Every environment variable of the product. Each has a line in `.env.example`. No secret has a default. */
const environment = z.object({
  APP_URL: httpsUrl,
  DATABASE_URL: z.string().min(1),
  DATABASE_DIRECT_URL: z.string().min(1).optional(),
  DATABASE_POOL: z.coerce.number().int().min(1).max(100).default(10),
  AUTH_SECRET: z
    .string()
    .transform((list) => list.split(",").map((one) => one.trim()))
    .pipe(z.tuple([secret], secret)),
  CRON_SECRET: secret.optional(),
  RESEND_API_KEY: z.string().min(1),
  RESEND_WEBHOOK_SECRET: webhookSecret.optional(),
  RESEND_BASE_URL: httpsUrl.default("https://api.resend.com"),
  MAIL_FROM: z.string().refine(isSender, "Name <address>"),
  /** Enough for a busy day; low enough that a flood of strangers does not get the sender suspended. */
  UNSOLICITED_MAILS_PER_HOUR: z.coerce.number().int().min(4).max(1_000_000).default(300),
  STRIPE_SECRET_KEY: z.string().min(1),
  STRIPE_WEBHOOK_SECRET: webhookSecret,
  STRIPE_API_URL: httpsUrl.default("https://api.stripe.com"),
  ENTITLEMENT_URL: httpsUrl,
  ENTITLEMENT_SECRET: webhookSecret,
  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: aesKey.optional(),
  SMARTCARD_PROOF: z.enum(["none", "code", "receipt"]).default("none"),
  SERIAL_LENGTH: z.coerce.number().int().min(4).max(20).default(11),
  TRUSTED_IP_HEADER: z
    .string()
    .transform((name) => name.trim().toLowerCase())
    .pipe(z.string().regex(/^[a-z0-9-]+$/))
    .optional(),
  /** 0 makes browsers give up the service worker with the page without internet. */
  OFFLINE_PAGE: z
    .enum(["0", "1"])
    .default("1")
    .transform((page) => page === "1"),
  SELLER_NAME: z.string().min(1),
  /** The digits; whether "RO" precedes them follows from SELLER_VAT_PAYER. */
  SELLER_CUI: z.string().transform((typed, { issues }) => {
    const cui = parseCui(typed)
    if (!cui) issues.push({ code: "custom", message: "a fiscal code with its control digit", input: typed })
    return cui ?? z.NEVER
  }),
  SELLER_REGISTER_NUMBER: z.string().min(1),
  SELLER_SHARE_CAPITAL: z
    .string()
    .regex(/^[1-9]\d{0,12}$/, "whole lei")
    .transform((lei) => Number(lei) * 100)
    .optional(),
  SELLER_ADDRESS: z.string().min(1),
  SELLER_IBAN: z
    .string()
    .transform((iban) => iban.replace(/\s/g, ""))
    .optional(),
  SELLER_VAT_PAYER: z
    .enum(["0", "1"])
    .default("1")
    .transform((payer) => payer === "1"),
  SELLER_PHONE: z.string().min(1),
  SELLER_EMAIL: z.string().min(1),
  SUPPORT_HOURS: z.string().max(100).optional(),
})

export const environmentNames: readonly string[] = Object.keys(environment.shape)

export type Env = z.output<typeof environment>

let cached: Env | undefined

/**
 * The environment, parsed once. Throws if it is invalid; the message has the names of the variables, no
 * values.
 */
export function env(): Env {
  cached ??= parseEnv(process.env)
  return cached
}

export function parseEnv(source: Record<string, string | undefined>): Env {
  const filled = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""))
  const parsed = environment.safeParse(filled)
  if (parsed.success) return parsed.data
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`)
  throw new Error(`Environment not usable:\n  ${problems.join("\n  ")}`)
}

/** A full URL of this product. Always from APP_URL: a Host header is written by the client. */
export const absoluteUrl = (path: string) => `${env().APP_URL}${path}`

export const isHttps = () => env().APP_URL.startsWith("https://")

/** Whether `next dev` runs. Next replaces NODE_ENV with a constant at build time. */
export const isDevelopment = process.env.NODE_ENV === "development"

/** The address that every mail comes from. */
export const mailSender = (): string => senderAddress(env().MAIL_FROM) ?? env().MAIL_FROM

export const seller = (): Seller => sellerOf(env())

/** When the operator's people answer the telephone, in words; undefined where it is not said. */
export const supportHours = () => env().SUPPORT_HOURS

export const sellerOf = (from: Env): Seller => ({
  name: from.SELLER_NAME,
  cui: writtenCui({ cui: from.SELLER_CUI, isVatPayer: from.SELLER_VAT_PAYER }),
  registerNumber: from.SELLER_REGISTER_NUMBER,
  shareCapitalBani: from.SELLER_SHARE_CAPITAL,
  address: from.SELLER_ADDRESS,
  phone: from.SELLER_PHONE,
  email: from.SELLER_EMAIL,
  iban: from.SELLER_IBAN,
  isVatPayer: from.SELLER_VAT_PAYER,
})
