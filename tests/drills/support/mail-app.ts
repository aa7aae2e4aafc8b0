import type { App } from "@/lib/app"
import { createResendTransport } from "@/lib/mail/resend-transport"
import { buildTestApp } from "@/tests/support/build-test-app"
import { apiKey } from "./mail-provider"

/** Shorter than the product's, so that what hangs does not hang for long. */
export const mailTimeoutMs = 400

/** The product with its mail provider and nothing else. */
export const mailApp = ({ db, now, mailUrl }: Pick<App, "db" | "now"> & { readonly mailUrl: string }): App =>
  buildTestApp({
    db,
    now,
    mail: createResendTransport({ apiKey, baseUrl: mailUrl, timeoutMs: mailTimeoutMs }),
  })
