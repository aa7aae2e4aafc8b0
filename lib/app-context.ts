import "server-only"
import { createDb } from "@/db/client"
import type { App } from "./app"
import type { Auth } from "./auth/auth"
import { env, seller } from "./env"
import { createResendTransport } from "./mail/resend-transport"

let built: App | undefined

export function app(): App {
  built ??= {
    db: createDb(env().DATABASE_URL, { max: env().DATABASE_POOL }),
    mail: {
      ...createResendTransport({ apiKey: env().RESEND_API_KEY, baseUrl: env().RESEND_BASE_URL }),
      context: { appUrl: env().APP_URL, from: env().MAIL_FROM, seller: seller() },
    },
    now: () => new Date(),
  }
  return built
}

export function auth(): Auth {
  return { currentCustomer: async () => null }
}
