import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { expect, onTestFinished, test, vi } from "vitest"
import type { EntitlementCommandId, OrderId, PaymentId, RefundId } from "@/lib/domain/ids/brand"
import { parseSerial } from "@/lib/domain/packages/serial"
import { parseEmailAddress } from "@/lib/domain/people/email-address"
import { createHttpGateway } from "@/lib/entitlements/http-gateway"
import { createResendTransport } from "@/lib/mail/resend-transport"
import { createStripeProvider } from "@/lib/payments/stripe-provider"
import { describeError } from "@/lib/runtime/describe-error"
import { log } from "@/lib/runtime/log"
import { known } from "@/tests/support/accounts"
import { anId } from "@/tests/support/an-id"

const quoted = "The recipient ana.popescu@exemplu.ro is not allowed"

/** A provider that refuses everything and quotes an address. */
async function refusing(status: number, body: string): Promise<string> {
  const server = createServer((_request, response) => {
    response.writeHead(status, { "content-type": "application/json" }).end(body)
  })
  onTestFinished(() => void server.close())
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

test("a refusal of the mail provider holds no address", async () => {
  const baseUrl = await refusing(
    422,
    JSON.stringify({ statusCode: 422, name: "validation_error", message: quoted }),
  )
  const mail = {
    from: "a@b.ro",
    to: "ana.popescu@exemplu.ro",
    subject: "x",
    html: "x",
    text: "x",
    headers: {},
    tags: [],
  }
  const outcome = await createResendTransport({ apiKey: "re_x", baseUrl }).send([mail], "key")
  expect(outcome).toEqual({
    kind: "rejected",
    message: "422 validation_error: The recipient [address] is not allowed",
  })
})

test("a refusal of the gateway holds no address", async () => {
  const gateway = createHttpGateway({
    url: await refusing(422, quoted),
    secret: "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz",
  })
  const answer = await gateway.send({
    id: anId<EntitlementCommandId>(),
    type: "grant",
    serial: known(parseSerial("01234567890", 11)),
    packageCode: "familia",
    startsAt: new Date(0),
    endsAt: new Date(1),
  })
  expect(answer).toEqual({ kind: "refused", reason: "The recipient [address] is not allowed" })
})

test("refusals of the payment provider hold no address, in rows and in the log", async () => {
  const logged: unknown[] = []
  vi.spyOn(log, "error").mockImplementation((...line: unknown[]) => void logged.push(line))
  const error = { type: "invalid_request_error", message: quoted }
  const stripe = createStripeProvider({
    apiUrl: await refusing(400, JSON.stringify({ error })),
    secretKey: "sk_test_x",
    webhookSecret: "whsec_x",
  })
  const refundId = anId<RefundId>()
  const refund = { refundId, attempt: 1, providerPaymentId: "pi_1", amount: 100, key: refundId }
  expect(await stripe.refund(refund)).toMatchObject({ failure: "The recipient [address] is not allowed" })
  const payment = {
    orderId: anId<OrderId>(),
    paymentId: anId<PaymentId>(),
    email: known(parseEmailAddress("ana.popescu@exemplu.ro")),
    expiresAt: new Date(0),
    returnUrl: "http://127.0.0.1/",
    lines: [{ text: "Familia, 3 luni", priceBani: 100 }],
  }
  expect(await stripe.start(payment)).toBeNull()
  const denied = createStripeProvider({
    apiUrl: await refusing(401, JSON.stringify({ error })),
    secretKey: "sk_test_x",
    webhookSecret: "whsec_x",
  })
  expect(await denied.start(payment)).toBeNull()
  expect(logged).toHaveLength(2)
  expect(JSON.stringify(logged)).not.toContain("exemplu.ro")
})

test("an error that nothing expected is logged without the address that it quotes", () => {
  expect(describeError(new Error(quoted)).message).toBe("The recipient [address] is not allowed")
})
