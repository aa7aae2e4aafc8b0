import "server-only"
import { Webhook } from "standardwebhooks"
import type { EntitlementCommand } from "@/lib/domain/packages/entitlement"
import { redactAddresses } from "@/lib/runtime/redact-addresses"
import type { EntitlementGateway, GatewayAnswer } from "./gateway"

type Config = { readonly url: string; readonly secret: string; readonly timeoutMs?: number }

/**
 * Posts each command as JSON with a Standard Webhooks signature (`webhook-id` is the command's id). 2xx
 * acknowledges, 409 and 422 refuse; any other status and a timeout count as no answer.
 */
export function createHttpGateway({ url, secret, timeoutMs = 10_000 }: Config): EntitlementGateway {
  const webhook = new Webhook(secret)
  return {
    async send(command) {
      const body = bodyOf(command)
      // The clock of the machine, not of the App: the gateway compares it with its own.
      const sentAt = new Date()
      const headers = {
        "content-type": "application/json",
        "webhook-id": command.id,
        "webhook-timestamp": String(Math.floor(sentAt.getTime() / 1_000)),
        "webhook-signature": webhook.sign(command.id, sentAt, body),
      }
      const signal = AbortSignal.timeout(timeoutMs)
      try {
        const answer = await fetch(url, { method: "POST", headers, body, signal, redirect: "manual" })
        return read(answer.status, redactAddresses((await answer.text()).slice(0, longestReason)))
      } catch (error) {
        return { kind: "away", detail: error instanceof Error ? error.name : "no answer" }
      }
    },
  }
}

const longestReason = 300

function read(status: number, text: string): GatewayAnswer {
  if (status >= 200 && status < 300) return { kind: "acknowledged" }
  if (status === 409 || status === 422) return { kind: "refused", reason: text || `status ${status}` }
  return { kind: "away", detail: `status ${status}` }
}

const bodyOf = ({ id, type, serial, packageCode, startsAt, endsAt }: EntitlementCommand) =>
  JSON.stringify({
    command_id: id,
    type,
    serial,
    package_code: packageCode,
    starts_at: startsAt.toISOString(),
    ends_at: endsAt.toISOString(),
  })
