import "server-only"
import { closeDb, createDb } from "@/db/client"
import { findSession, findSessionOwner, touchSession } from "@/db/queries/sessions"
import { endSession } from "./accounts/end-session"
import { openSession } from "./accounts/open-session"
import type { App } from "./app"
import { type Auth, createAuth } from "./auth/auth"
import type { OperatorName } from "./domain/people/operator-name"
import { createHttpGateway } from "./entitlements/http-gateway"
import { env, isHttps, seller } from "./env"
import { createResendTransport } from "./mail/resend-transport"
import { createStripeProvider } from "./payments/stripe-provider"
import { deadlineOn } from "./runtime/deadline"
import { purposeKeys } from "./runtime/purpose-keys"

/** The one place that reads the machine's clock. */
const now = () => new Date()

let builtApp: App | undefined
let builtAuth: Auth | undefined

/** The real App, built once per process. */
export function app(): App {
  builtApp ??= {
    db: createDb(env().DATABASE_URL, { max: env().DATABASE_POOL }),
    mail: {
      ...createResendTransport({
        apiKey: env().RESEND_API_KEY,
        baseUrl: env().RESEND_BASE_URL,
        webhookSecret: env().RESEND_WEBHOOK_SECRET,
      }),
      context: { appUrl: env().APP_URL, from: env().MAIL_FROM, seller: seller() },
    },
    payments: createStripeProvider({
      secretKey: env().STRIPE_SECRET_KEY,
      webhookSecret: env().STRIPE_WEBHOOK_SECRET,
      apiUrl: env().STRIPE_API_URL,
    }),
    entitlements: createHttpGateway({ url: env().ENTITLEMENT_URL, secret: env().ENTITLEMENT_SECRET }),
    now,
    deadline: deadlineOn(now),
    operatorName: undefined,
    unsolicitedMailsPerHour: env().UNSOLICITED_MAILS_PER_HOUR,
    secrets: {
      unsubscribe: {
        keys: purposeKeys(env().AUTH_SECRET, "unsubscribe"),
        ofEarlierVersions: env().AUTH_SECRET,
      },
      limits: purposeKeys(env().AUTH_SECRET, "limits")[0],
      calendar: purposeKeys(env().AUTH_SECRET, "calendar"),
    },
  }
  return builtApp
}

/** The real App for a command of an operator. */
export const operatorApp = (operatorName: OperatorName): App => ({ ...app(), operatorName })

/** The parts of an App that need no vendor. */
export type StorageApp = Pick<App, "db" | "now" | "operatorName">

/**
 * Database and clock alone: for commands of the operator that send nothing, so that DATABASE_URL is all they
 * need.
 */
export const storageApp = (databaseUrl: string, operatorName: OperatorName): StorageApp => ({
  db: createDb(databaseUrl, { max: 1 }),
  now,
  operatorName,
})

/** Closes the connections to the database, so that the process can end. */
export const closeApp = ({ db }: Pick<App, "db">): Promise<void> => closeDb(db)

/** Sessions, with the App's database and clock. */
export function auth(): Auth {
  builtAuth ??= createAuth({
    secrets: env().AUTH_SECRET,
    https: isHttps(),
    trustedIpHeader: env().TRUSTED_IP_HEADER,
    findSession: async (keyHash) => {
      const { db } = app()
      const found = await findSession(db, keyHash, now())
      if (!found) return null
      const { lastSeenAt, ...customer } = found
      await touchSession(db, { keyHash, lastSeenAt }, now())
      return customer
    },
    findOwner: (keyHash) => findSessionOwner(app().db, keyHash),
    openSession: (session) => openSession(app(), session),
    endSession: (session) => endSession(app(), session),
  })
  return builtAuth
}
