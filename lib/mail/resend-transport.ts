import "server-only"
import { Resend } from "resend"
import type { MailTransport } from "./transport"

export function createResendTransport(config: { apiKey: string; baseUrl: string }): MailTransport {
  const resend = new Resend(config.apiKey, { baseUrl: config.baseUrl })
  return {
    async send(mails, idempotencyKey) {
      const answer = await resend.batch.send([...mails], { idempotencyKey })
      if (answer.error) return { kind: "unknown", message: answer.error.message }
      return { kind: "sent", providerIds: answer.data.data.map((one) => one.id) }
    },
  }
}
