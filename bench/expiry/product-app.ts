import { randomUUID } from "node:crypto"
import { createDb } from "@/db/client"
import type { App } from "@/lib/app"
import { env } from "@/lib/env"
import { createResendTransport } from "@/lib/mail/resend-transport"
import type { MailTransport } from "@/lib/mail/transport"
import { buildTestApp } from "@/tests/support/build-test-app"

/** The product on one database. Its clock starts at `startsAt`, so that each run finds the same due. */
export function productApp(
  url: string,
  { startsAt, mailUrl }: { readonly startsAt: string; readonly mailUrl: string | null },
): App {
  const base = Date.parse(startsAt) - performance.now()
  const { APP_URL: appUrl, DATABASE_POOL: max } = env()
  return buildTestApp({
    db: createDb(url, { max }),
    now: () => new Date(base + performance.now()),
    appUrl,
    mail: mailUrl ? transportTo(mailUrl) : transportInMemory,
  })
}

const transportTo = (baseUrl: string) => createResendTransport({ apiKey: env().RESEND_API_KEY, baseUrl })

const transportInMemory: MailTransport = {
  send: async (mails) => ({ kind: "sent", providerIds: mails.map(() => randomUUID()) }),
  readEvent: () => null,
}
