import type { App } from "@/lib/app"
import { createResendTransport } from "@/lib/mail/resend-transport"
import { buildTestApp } from "@/tests/support/build-test-app"
import { apiKey } from "./mail-provider"

/** Shorter than the product's timeout, so that the faults that hang cost the drill less time. */
export const mailTimeoutMs = 400

/** An App with a mail provider and no other provider. */
export const mailApp = ({ db, now, mailUrl }: Pick<App, "db" | "now"> & { readonly mailUrl: string }): App =>
  buildTestApp({
    db,
    now,
    mail: createResendTransport({ apiKey, baseUrl: mailUrl, timeoutMs: mailTimeoutMs }),
  })
