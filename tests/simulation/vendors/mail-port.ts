import type { MailTransport, RenderedMail, SendOutcome } from "@/lib/mail/transport"
import { mailTag } from "@/lib/mail/transport"
import { countStep } from "../core/process"
import type { ResendModel } from "./resend-model"

/** The model of Resend behind the product's port. The process may die before it reads the answer. */
export const mailPort = (resend: ResendModel): MailTransport => ({
  async send(mails, key) {
    const answer = resend.send(mails.map(mailOf), key)
    countStep()
    return outcomeOf(answer)
  },
  readEvent: () => null,
})

const mailOf = ({ to, subject, text, tags = [], headers = {} }: RenderedMail) => ({
  to,
  subject,
  text,
  mailId: tags.find(({ name }) => name === mailTag)?.value ?? "",
  isReminder: "List-Unsubscribe" in headers,
})

function outcomeOf(answer: ReturnType<ResendModel["send"]>): SendOutcome {
  if (answer.kind === "accepted") return { kind: "sent", providerIds: answer.ids }
  if (answer.kind === "limited") return { kind: "later", retryAfterMs: 60_000, message: "429" }
  if (answer.kind === "quota") return { kind: "quota", message: "429 daily_quota_exceeded" }
  return { kind: "unknown", message: answer.kind }
}
