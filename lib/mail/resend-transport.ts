import "server-only"
import { type ErrorResponse, Resend } from "resend"
import { z } from "zod"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { isFuture } from "@/lib/runtime/is-future"
import { redactAddresses } from "@/lib/runtime/redact-addresses"
import { type MailEvent, type MailTransport, mailTag, type RenderedMail, type SendOutcome } from "./transport"

const defaultTimeoutMs = 10_000
const shortestWaitMs = 1_000

/** Resend behind the mail port. Its SDK returns errors instead of throwing, without timeout and retry. */
export function createResendTransport(config: {
  readonly apiKey: string
  readonly baseUrl: string
  readonly timeoutMs?: number
  /** Without it every webhook is refused. */
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
        // The SDK throws only if the signal aborts. Without an answer the mails may have been sent.
        if (signal.aborted) return { kind: "unknown", message: "No answer in time" }
        throw error
      }
    },
    readEvent: (body, headers) =>
      config.webhookSecret && isSigned(resend, { body, headers, webhookSecret: config.webhookSecret })
        ? parseEvent(body, headers)
        : null,
  }
}

async function send(
  resend: Resend,
  mails: readonly RenderedMail[],
  options: { idempotencyKey: string; signal: AbortSignal },
): Promise<SendOutcome> {
  const [first] = mails
  if (first?.attachments) {
    if (mails.length > 1) throw new Error("A mail with attachments was put into a batch")
    return sendAlone(resend, first, options)
  }
  const answer = await resend.batch.send(
    mails.map((mail) => sdkMail(mail)),
    options,
  )
  if (answer.error) return refusal(answer.error, answer.headers)
  const providerIds = answer.data.data?.map(({ id }) => id) ?? []
  if (providerIds.length !== mails.length)
    return { kind: "unknown", message: "The answer has another number of mails" }
  return { kind: "sent", providerIds, ...throttling(answer.headers) }
}

/** Resend drops attachments from batches. */
async function sendAlone(
  resend: Resend,
  { attachments = [], ...mail }: RenderedMail,
  options: { idempotencyKey: string; signal: AbortSignal },
): Promise<SendOutcome> {
  const answer = await resend.emails.send(
    { ...sdkMail(mail), attachments: attachments.map((one) => ({ ...one })) },
    options,
  )
  if (answer.error) return refusal(answer.error, answer.headers)
  return { kind: "sent", providerIds: [answer.data.id], ...throttling(answer.headers) }
}

/** The SDK wants mutable arrays. */
const sdkMail = ({ tags = [], attachments: _, ...mail }: RenderedMail) => ({ ...mail, tags: [...tags] })

/** The wait, from the rate-limit headers, once the requests of this second are used up. */
function throttling(headers: Record<string, string> | null): { readonly throttledMs?: number } {
  if (headers?.["ratelimit-remaining"] !== "0") return {}
  return { throttledMs: Math.max(Number(headers["ratelimit-reset"]) * 1_000 || 0, shortestWaitMs) }
}

function refusal(error: ErrorResponse, headers: Record<string, string> | null): SendOutcome {
  const { name, message, statusCode } = error
  const said = redactAddresses(`${statusCode ?? "no answer"} ${name}: ${message}`)
  if (name === "daily_quota_exceeded" || name === "monthly_quota_exceeded")
    return { kind: "quota", message: said }
  if (statusCode === 429 || name === "concurrent_idempotent_requests") {
    return { kind: "later", retryAfterMs: retryAfterMs(headers ?? {}), message: said }
  }
  if (isSenderRefused(error)) return { kind: "sender", message: said }
  // The account is not usable, so that no mail can be sent.
  if (statusCode === 401 || statusCode === 403) return { kind: "quota", message: said }
  if (statusCode === 400 || statusCode === 413 || statusCode === 422)
    return { kind: "rejected", message: said }
  return { kind: "unknown", message: said }
}

/** The header has seconds or a date. At most a day, in case it is nonsense. */
function retryAfterMs(headers: Record<string, string>): number {
  const { "retry-after": after = "", date = "" } = headers
  const seconds = Number(after)
  const milliseconds = Number.isNaN(seconds) ? Date.parse(after) - Date.parse(date) : seconds * 1_000
  return Math.min(Math.max(milliseconds || 0, shortestWaitMs), dayMs)
}

/** Resend names the field, or the domain of MAIL_FROM that it does not send for. */
const isSenderRefused = ({ name, message, statusCode }: ErrorResponse) =>
  name === "invalid_from_address" ||
  ([400, 403, 422].includes(statusCode ?? 0) &&
    /`from`|domain is not verified|verify a domain/i.test(message))

const mailEvent = z.object({
  type: z.string().max(100),
  data: z.object({
    email_id: z.string().max(200).default(""),
    // An object according to the documentation; some events have a list.
    tags: z
      .union([
        z.record(z.string(), z.string()),
        z
          .array(z.object({ name: z.string(), value: z.string() }))
          .transform((tags) => Object.fromEntries(tags.map(({ name, value }) => [name, value]))),
      ])
      .optional(),
    bounce: z.object({ type: z.string() }).optional(),
    failed: z.object({ reason: z.string().max(1_000) }).optional(),
  }),
})

type SignedBody = { readonly body: string; readonly headers: Headers; readonly webhookSecret: string }

const signedHeader = (headers: Headers, name: "id" | "timestamp" | "signature") =>
  headers.get(`svix-${name}`) ?? ""

function isSigned(resend: Resend, { body, headers, webhookSecret }: SignedBody): boolean {
  const signed = {
    id: signedHeader(headers, "id"),
    timestamp: signedHeader(headers, "timestamp"),
    signature: signedHeader(headers, "signature"),
  }
  if (isFuture(Number(signed.timestamp))) return false
  try {
    resend.webhooks.verify({ payload: body, headers: signed, webhookSecret })
    return true
  } catch {
    return false
  }
}

function parseEvent(body: string, headers: Headers): MailEvent {
  const id = signedHeader(headers, "id")
  const parsed = mailEvent.safeParse(JSON.parse(body))
  if (!parsed.success) return { id, type: "unknown", providerId: "", mailId: "", ...noOutcome }
  const { type, data } = parsed.data
  const mailId = data.tags?.[mailTag] ?? ""
  const outcome = outcomeOf(type, data.bounce?.type)
  return { id, type, providerId: data.email_id, mailId, outcome, reason: data.failed?.reason ?? null }
}

const noOutcome = { outcome: null, reason: null }

/**
 * Only a permanent bounce has a consequence: a transient one is, for example, of a full mailbox, and of an
 * undetermined one the provider itself could not tell the reason.
 */
function outcomeOf(type: string, bounce: string | undefined): MailEvent["outcome"] {
  if (type === "email.delivered") return "delivered"
  if (type === "email.complained") return "complained"
  if (type === "email.suppressed") return "suppressed"
  if (type === "email.failed") return "failed"
  return type === "email.bounced" && bounce?.toLowerCase() === "permanent" ? "bounced" : null
}
