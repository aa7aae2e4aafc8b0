import type { ServerResponse } from "node:http"
import type { Fault } from "./faults"

export function json(response: ServerResponse, status: number, body: unknown, headers = {}) {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers })
  response.end(JSON.stringify(body))
}

/** Resend's form of an error. */
export function failure(
  response: ServerResponse,
  status: number,
  name: string,
  message: string,
  headers = {},
) {
  json(response, status, { statusCode: status, name, message }, headers)
}

type Refusal = { status: number; name: string; message: string }
const refusals: Partial<Record<Fault["kind"], Refusal>> = {
  "daily-quota": {
    status: 429,
    name: "daily_quota_exceeded",
    message: "You have reached your daily email sending quota.",
  },
  "server-error": { status: 500, name: "application_error", message: "An unexpected error occurred." },
  "invalid-idempotent-request": {
    status: 409,
    name: "invalid_idempotent_request",
    message: "This idempotency key has been used before with a different payload.",
  },
  "concurrent-idempotent-requests": {
    status: 409,
    name: "concurrent_idempotent_requests",
    message: "Same idempotency key used while the original request is still in progress.",
  },
  "validation-error": { status: 422, name: "validation_error", message: "Invalid `to` field." },
  unauthorized: { status: 401, name: "restricted_api_key", message: "This API key is restricted." },
}

/** Answers for a fault that accepts nothing; false when the fault is of the other kind. */
export function answerRefusal(response: ServerResponse, fault: Fault): boolean {
  const refusal = refusals[fault.kind]
  if (refusal) failure(response, refusal.status, refusal.name, refusal.message)
  else if (fault.kind === "rate-limit") {
    const wait = { "retry-after": String(fault.retryAfterSeconds) }
    failure(response, 429, "rate_limit_exceeded", "Too many requests.", wait)
  } else if (fault.kind === "html-503") {
    response.writeHead(503, { "content-type": "text/html" })
    response.end("<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>")
  } else if (fault.kind === "reset") response.socket?.resetAndDestroy()
  else return false
  return true
}
