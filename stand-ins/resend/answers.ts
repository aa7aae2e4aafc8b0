import type { ServerResponse } from "node:http"
import { type Head, json } from "@/stand-ins/server"
import type { Fault } from "./faults"

export function answerJson(response: ServerResponse, body: unknown, { status = 200, headers }: Head = {}) {
  json(response, body, { status, headers: { "content-type": "application/json; charset=utf-8", ...headers } })
}

type Refusal = {
  readonly status: number
  readonly name: string
  readonly message: string
  readonly headers?: Head["headers"]
}

/** Answers an error in Resend's form. */
export function failure(response: ServerResponse, { status, name, message, headers = {} }: Refusal) {
  answerJson(response, { statusCode: status, name, message }, { status, headers })
}

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

/** Answers a fault that refuses the mail; returns false when the fault accepts it first. */
export function answerRefusal(response: ServerResponse, fault: Fault): boolean {
  const refusal = refusals[fault.kind]
  if (refusal) failure(response, refusal)
  else if (fault.kind === "rate-limit") {
    const headers = { "retry-after": String(fault.retryAfterSeconds) }
    failure(response, { status: 429, name: "rate_limit_exceeded", message: "Too many requests.", headers })
  } else if (fault.kind === "html-503") {
    response.writeHead(503, { "content-type": "text/html" })
    response.end("<html><body><h1>503 Service Temporarily Unavailable</h1></body></html>")
  } else if (fault.kind === "reset") response.socket?.resetAndDestroy()
  else return false
  return true
}
