import "server-only"
import { type ErrorResponse, Resend } from "resend"
import type { MailTransport, RenderedMail, SendOutcome } from "./transport"

const defaultTimeoutMs = 10_000
const shortestWaitMs = 1_000

/** Resend behind our port. Its SDK returns errors instead of throwing, and knows neither a timeout nor a retry. */
export function createResendTransport(config: {
  readonly apiKey: string
  readonly baseUrl: string
  readonly timeoutMs?: number
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
