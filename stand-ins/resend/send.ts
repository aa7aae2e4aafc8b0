import type { IncomingMessage, ServerResponse } from "node:http"
import { setTimeout as sleep } from "node:timers/promises"
import { z } from "zod"
import { answerJson, answerRefusal, failure } from "./answers"
import type { Fault, Faults } from "./faults"
import { type MailStore, submittedMail } from "./store"

const single = submittedMail.transform((mail) => [mail])
const attached = z.object({ attachments: z.array(z.unknown()).min(1) })
const batch = z
  .array(
    z
      .unknown()
      .refine((mail) => !attached.safeParse(mail).success, "Attachments are not supported in batches"),
  )
  .min(1)
  .max(100)
  .pipe(z.array(submittedMail))

type Provider = { readonly store: MailStore; readonly faults: Faults }
type Submission = {
  readonly apiKey: string
  readonly path: "/emails" | "/emails/batch"
  readonly body: string
  readonly request: IncomingMessage
  readonly response: ServerResponse
}

/** Resend's own words, by which the product tells a refused sender from a refused recipient. */
const invalidFrom =
  "Invalid `from` field. The email address needs to follow the `email@example.com` or `Name <email@example.com>` format."

/** POST /emails and POST /emails/batch. */
export async function send({ store, faults }: Provider, submission: Submission) {
  const { apiKey, body, path, response } = submission
  const fault = faults.take(apiKey)
  if (fault && answerRefusal(response, fault)) return
  const parsed = parse(path, body)
  if (!parsed.ok) {
    return failure(response, { status: 422, name: "validation_error", message: parsed.message })
  }
  const claim = claimKey(store, submission)
  if (!claim) return
  if (claim.kind === "replay") return deliver(submission, claim.ids, fault)
  // During this delay, another request with the same key is refused as concurrent.
  if (fault?.kind === "slow") await sleep(fault.delayMs)
  const ids = store.add(parsed.mails, apiKey)
  claim.finish(ids)
  await deliver(submission, ids, fault?.kind === "slow" ? undefined : fault)
}

function parse(path: Submission["path"], body: string) {
  try {
    const parsed = (path === "/emails" ? single : batch).safeParse(JSON.parse(body))
    if (parsed.success) return { ok: true as const, mails: parsed.data }
    const [issue] = parsed.error.issues
    if (issue?.path.at(-1) === "from") return { ok: false as const, message: invalidFrom }
    return { ok: false as const, message: `${issue?.path.join(".")}: ${issue?.message}` }
  } catch {
    return { ok: false as const, message: "The request body is not JSON." }
  }
}

function claimKey(store: MailStore, { apiKey, body, path, request, response }: Submission) {
  const key = request.headers["idempotency-key"]
  if (key === undefined) return { kind: "first" as const, finish: () => {} }
  if (typeof key !== "string" || key.length < 1 || key.length > 256) {
    const message = "The key must be between 1 and 256 characters."
    failure(response, { status: 400, name: "invalid_idempotency_key", message })
    return undefined
  }
  const claim = store.claim(`${apiKey} ${key}`, `${path} ${body}`)
  if (claim.kind === "first" || claim.kind === "replay") return claim
  const kind = claim.kind === "in-progress" ? "concurrent-idempotent-requests" : "invalid-idempotent-request"
  answerRefusal(response, { kind, times: 1, delayMs: 0, retryAfterSeconds: 1 })
  return undefined
}

/** Answers for accepted mails; a fault may cut the answer off. */
async function deliver({ response, path }: Submission, ids: readonly string[], fault: Fault | undefined) {
  const answer = ids.map((id) => ({ id }))
  if (fault?.kind === "reset-after-accept") response.socket?.resetAndDestroy()
  else if (fault?.kind === "timeout-after-accept") {
    await sleep(fault.delayMs, undefined, { ref: false })
    response.socket?.destroy()
  } else if (fault?.kind === "bad-json") {
    response.writeHead(200, { "content-type": "application/json" })
    response.end('{"data":[{"id":"')
  } else answerJson(response, path === "/emails" ? answer[0] : { data: answer })
}
