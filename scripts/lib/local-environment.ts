import { existsSync } from "node:fs"
import { join } from "node:path"
import { isLoopback } from "@/lib/runtime/loopback"
import { projectRoot, type Secrets } from "./data-folder"
import { type ReservedPort, reservePort, reservePortOrAny } from "./ports"

/** Loads `.env`; variables that are set already win, as in Next. */
export function loadDotEnv() {
  const file = join(projectRoot, ".env")
  if (existsSync(file)) process.loadEnvFile(file)
}

export const isSet = (name: string) => (process.env[name] ?? "") !== ""

export type Address = { readonly reserved: ReservedPort; readonly appUrl: string; readonly moved: boolean }

const defaultPort = 3000

/**
 * PORT, else the port of a loopback APP_URL, else 3000 or the next free port. Throws when a set port is
 * taken.
 */
export async function chooseAddress(): Promise<Address> {
  const wanted = process.env.PORT || portOf(process.env.APP_URL)
  const port = Number(wanted || defaultPort)
  if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`PORT is not a port: ${wanted}`)
  const first = await reservePort(port)
  if (!first && wanted) throw new Error(`Port ${port} is taken by another program: set PORT to another one`)
  const reserved = first ?? (await reserveAbove(port))
  const appUrl = process.env.APP_URL || `http://localhost:${reserved.port}`
  return { reserved, appUrl, moved: first === undefined }
}

async function reserveAbove(port: number): Promise<ReservedPort> {
  for (let next = port + 1; next <= port + 20; next++) {
    const reserved = await reservePort(next)
    if (reserved) return reserved
  }
  return reservePortOrAny(0)
}

function portOf(url: string | undefined): string | undefined {
  return url && isLoopback(url) ? new URL(url).port || undefined : undefined
}

export type LocalUrls = {
  readonly appUrl: string
  readonly databaseUrl: string
  /** A stand-in's address; undefined where the user's environment names the real service. */
  readonly mailUrl: string | undefined
  readonly paymentsUrl: string | undefined
  readonly gatewayUrl: string | undefined
}

/**
 * The environment of the product: the user's values, and for the rest values for this machine. They must be
 * the same in every run, because buildFingerprint depends on them.
 */
export function productEnvironment({
  secrets,
  ...urls
}: LocalUrls & { readonly secrets: Secrets }): NodeJS.ProcessEnv {
  const given = Object.fromEntries(Object.entries(process.env).filter(([, value]) => value !== ""))
  return {
    AUTH_SECRET: secrets.AUTH_SECRET,
    CRON_SECRET: secrets.CRON_SECRET,
    NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: secrets.NEXT_SERVER_ACTIONS_ENCRYPTION_KEY,
    ...demoSeller,
    ...given,
    APP_URL: urls.appUrl,
    DATABASE_URL: urls.databaseUrl,
    ...standInVariables(urls, secrets),
    NODE_ENV: "production",
  }
}

const demoSeller = {
  MAIL_FROM: "Focus Sat <cont@focussat.example>",
  SELLER_NAME: "Focus Sat Demo SRL",
  SELLER_CUI: "RO17030766",
  SELLER_REGISTER_NUMBER: "J40/123/2020",
  SELLER_ADDRESS: "Strada Exemplului nr. 1, Sector 1, București",
  SELLER_PHONE: "021 000 00 00",
  SELLER_EMAIL: "relatii.clienti@focussat.example",
  SUPPORT_HOURS: "Luni–vineri, 9:00–18:00",
}

function standInVariables({ mailUrl, paymentsUrl, gatewayUrl }: LocalUrls, secrets: Secrets) {
  return {
    ...(mailUrl && {
      RESEND_BASE_URL: mailUrl,
      RESEND_API_KEY: secrets.RESEND_API_KEY,
      RESEND_WEBHOOK_SECRET: secrets.RESEND_WEBHOOK_SECRET,
    }),
    ...(paymentsUrl && {
      STRIPE_API_URL: paymentsUrl,
      STRIPE_SECRET_KEY: secrets.STRIPE_SECRET_KEY,
      STRIPE_WEBHOOK_SECRET: secrets.STRIPE_WEBHOOK_SECRET,
    }),
    ...(gatewayUrl && {
      ENTITLEMENT_URL: `${gatewayUrl}/commands`,
      ENTITLEMENT_SECRET: secrets.ENTITLEMENT_SECRET,
    }),
  }
}
