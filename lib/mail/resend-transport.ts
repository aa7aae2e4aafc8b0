import "server-only"
import { type ErrorResponse, Resend } from "resend"
import { z } from "zod"
import { type MailEvent, type MailTransport, mailTag, type RenderedMail, type SendOutcome } from "./transport"

const defaultTimeoutMs = 10_000
const shortestWaitMs = 1_000

/** Resend behind our port. Its SDK returns errors instead of throwing, and knows neither a timeout nor a retry. */
export function createResendTransport(config: {
  readonly apiKey: string
  readonly baseUrl: string
  readonly timeoutMs?: number
  /** Unset: nobody's word is taken. */
  readonly webhookSecret?: string | undefined
}): MailTransport {
  const resend = new Resend(config.apiKey, { baseUrl: config.baseUrl })
  return {
    async send(mails, idempotencyKey, stop) {
      const signal = AbortSignal.any([
        AbortSignal.timeout(config.timeoutMs ?? defaultTimeoutMs),
        ...(stop ? [stop] : []),
      ])
      try {
        return await send(resend, mails, { idempotencyKey, signal })
      } catch (error) {
        // The SDK throws for nothing but the signal. No answer in time: the mails may have been sent.
        if (signal.aborted) return { kind: "unknown", message: "No answer in time" }
        throw error
      }
    },
    readEvent: (body, headers) =>
      config.webhookSecret ? readEvent(resend, body, headers, config.webhookSecret) : null,
  }
}

async function send(
  resend: Resend,
  mails: readonly RenderedMail[],
  options: { idempotencyKey: string; signal: AbortSignal },
): Promise<SendOutcome> {
  const [first] = mails
  if (first?.attachments) return sendAlone(resend, first, mails.length, options)
  const answer = await resend.batch.send(
    mails.map((mail) => sdkMail(mail)),
    options,
  )
  if (answer.error) return refusal(answer.error, answer.headers)
  const providerIds = answer.data.data?.map(({ id }) => id) ?? []
  if (providerIds.length !== mails.length) return { kind: "unknown", message: "The answer names other mails" }
  return { kind: "sent", providerIds, ...quiet(answer.headers) }
}

/** The provider drops attachments from batches. */
async function sendAlone(
  resend: Resend,
  { attachments = [], ...mail }: RenderedMail,
  count: number,
  options: { idempotencyKey: string; signal: AbortSignal },
): Promise<SendOutcome> {
  if (count > 1) throw new Error("A mail with attachments was put into a batch")
  const answer = await resend.emails.send(
    { ...sdkMail(mail), attachments: attachments.map((one) => ({ ...one })) },
    options,
  )
  if (answer.error) return refusal(answer.error, answer.headers)
  return { kind: "sent", providerIds: [answer.data.id], ...quiet(answer.headers) }
}

/** The same with arrays that the SDK's types take. */
const sdkMail = ({ tags = [], attachments: _, ...mail }: RenderedMail) => ({ ...mail, tags: [...tags] })

/** What its headers say once this second's requests are used up. */
function quiet(headers: Record<string, string> | null): { readonly quietMs?: number } {
  if (headers?.["ratelimit-remaining"] !== "0") return {}
  return { quietMs: Math.max(Number(headers["ratelimit-reset"]) * 1_000 || 0, shortestWaitMs) }
}

function refusal(error: ErrorResponse, headers: Record<string, string> | null): SendOutcome {
  const { name, message, statusCode } = error
  const said = `${statusCode ?? "no answer"} ${name}: ${message}`
  if (name === "daily_quota_exceeded" || name === "monthly_quota_exceeded")
    return { kind: "quota", message: said }
  if (statusCode === 429 || name === "concurrent_idempotent_requests") {
    const seconds = Number(headers?.["retry-after"])
    return { kind: "later", retryAfterMs: Math.max(seconds * 1_000 || 0, shortestWaitMs), message: said }
  }
  // The account is not usable: nothing is wrong with these mails, and none after them would fare better.
  if (statusCode === 401 || statusCode === 403) return { kind: "quota", message: said }
  if (statusCode === 400 || statusCode === 413 || statusCode === 422)
    return { kind: "rejected", message: said }
  return { kind: "unknown", message: said }
}

const mailEvent = z.object({
  type: z.string().max(100),
  data: z.object({
    email_id: z.string().max(200).default(""),
    // An object in its documentation, a list in what it sends for some kinds.
    tags: z
      .union([
        z.record(z.string(), z.string()),
        z
          .array(z.object({ name: z.string(), value: z.string() }))
          .transform((tags) => Object.fromEntries(tags.map(({ name, value }) => [name, value]))),
      ])
      .optional(),
    bounce: z.object({ type: z.string() }).optional(),
  }),
})

function readEvent(resend: Resend, body: string, headers: Headers, webhookSecret: string): MailEvent | null {
  const header = (name: string) => headers.get(`svix-${name}`) ?? ""
  const id = header("id")
  const signed = { id, timestamp: header("timestamp"), signature: header("signature") }
  try {
    resend.webhooks.verify({ payload: body, headers: signed, webhookSecret })
  } catch {
    return null
  }
  const parsed = mailEvent.safeParse(JSON.parse(body))
  if (!parsed.success) return { id, type: "unknown", providerId: "", mailId: "", outcome: null }
  const { type, data } = parsed.data
  const mailId = data.tags?.[mailTag] ?? ""
  return { id, type, providerId: data.email_id, mailId, outcome: outcomeOf(type, data.bounce?.type) }
}

/** A mailbox that is full for now comes back as a bounce too, of another type. */
function outcomeOf(type: string, bounce: string | undefined): MailEvent["outcome"] {
  if (type === "email.delivered") return "delivered"
  if (type === "email.complained") return "complained"
  if (type === "email.suppressed") return "suppressed"
  return type === "email.bounced" && bounce?.toLowerCase() !== "transient" ? "bounced" : null
}
