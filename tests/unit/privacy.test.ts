import { execFileSync } from "node:child_process"
import { createServer } from "node:http"
import type { AddressInfo } from "node:net"
import { renderToStaticMarkup } from "react-dom/server"
import { expect, onTestFinished, test } from "vitest"
import { keptData } from "@/app/(site)/confidentialitate/_privacy/kept-data"
import { recipients } from "@/app/(site)/confidentialitate/_privacy/recipients"
import PrivacyPage from "@/app/(site)/confidentialitate/page"
import type { EntitlementCommandId, OrderId, PaymentId, RefundId } from "@/lib/domain/ids/brand"
import { parseSerial } from "@/lib/domain/packages/serial"
import { parseEmailAddress } from "@/lib/domain/people/email-address"
import * as lifetimes from "@/lib/domain/time/lifetimes"
import { inPlainSigns } from "@/lib/domain/words/plain-text"
import { createHttpGateway } from "@/lib/entitlements/http-gateway"
import { seller } from "@/lib/env"
import { createResendTransport } from "@/lib/mail/resend-transport"
import { createStripeProvider } from "@/lib/payments/stripe-provider"
import { known } from "@/tests/support/accounts"
import { anId } from "@/tests/support/an-id"

/** Spans keep words together and are no part of the text. */
const page = renderToStaticMarkup(PrivacyPage()).replace(/<\/?span[^>]*>/g, "")

/** The names of the fields, one level deep, of every request that `send` makes. */
async function fieldsSentBy(send: (url: string) => Promise<unknown>): Promise<string[]> {
  const names = new Set<string>()
  const server = createServer(async (request, response) => {
    let body = ""
    for await (const chunk of request) body += chunk
    for (const name of fieldsOf(body)) names.add(name)
    response.writeHead(400, { "content-type": "application/json" }).end("{}")
  })
  onTestFinished(() => void server.close())
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  await send(`http://127.0.0.1:${(server.address() as AddressInfo).port}`).catch(() => null)
  return [...names]
}

function fieldsOf(body: string): string[] {
  if (/^[[{]/.test(body)) return [JSON.parse(body)].flat().flatMap((part) => Object.keys(part))
  return [...new URLSearchParams(body).keys()].map((name) => name.replace(/\[.*/, ""))
}

const named = (door: string) => Object.keys(recipients.find((one) => one.door === door)?.sends ?? {})

test("every folder of lib/ that sends requests is a recipient on the page", () => {
  const senders = ["-lE", "\\bfetch\\(url|new Stripe\\(|new Resend\\(", "--", "lib/**/*.ts", ":!**/*.test.ts"]
  const files = execFileSync("git", ["grep", ...senders], { encoding: "utf8" })
    .trim()
    .split("\n")
  const doors = new Set(files.map((file) => file.split("/")[1]))
  expect(new Set(recipients.flatMap(({ door }) => door ?? []))).toEqual(doors)
  for (const { name, sends } of recipients) {
    for (const words of [name, ...Object.values(sends)]) expect(page).toContain(words)
  }
})

test("the page names every datum that the gateway receives", async () => {
  const sent = await fieldsSentBy((url) =>
    createHttpGateway({ url, secret: "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIz" }).send({
      id: anId<EntitlementCommandId>(),
      type: "grant",
      serial: known(parseSerial("01234567890", 11)),
      packageCode: "familia",
      startsAt: new Date(0),
      endsAt: new Date(1),
    }),
  )
  const technical = ["command_id", "type"]
  expect(sent.filter((field) => !technical.includes(field)).sort()).toEqual(named("entitlements").sort())
})

test("the page names every datum that the payment provider receives", async () => {
  const options = { secretKey: "sk_test_x", webhookSecret: "whsec_x" }
  const payment = {
    orderId: anId<OrderId>(),
    paymentId: anId<PaymentId>(),
    email: known(parseEmailAddress("ana@exemplu.ro")),
    expiresAt: new Date(0),
    returnUrl: "http://127.0.0.1/",
    lines: [{ text: "Familia, 3 luni", priceBani: 100 }],
  }
  const refundId = anId<RefundId>()
  const sent = await fieldsSentBy(async (apiUrl) => {
    const stripe = createStripeProvider({ ...options, apiUrl })
    await stripe.start(payment).catch(() => null)
    await stripe.refund({ refundId, key: "1", providerPaymentId: "pi_1", amount: 100 })
  })
  // How the page of the provider looks and what it leads back to, and our ids.
  const technical = ["mode", "ui_mode", "locale", "allowed_payment_method_types", "expires_at"]
  const addresses = ["success_url", "cancel_url"]
  const ids = ["metadata", "payment_intent", "payment_intent_data"]
  const isData = (field: string) => ![...technical, ...addresses, ...ids].includes(field)
  expect(sent.filter(isData).sort()).toEqual(named("payments").sort())
})

test("the page names every datum that the mail provider receives", async () => {
  const attachments = [{ filename: "factura.pdf", content: "JVBERg==", contentType: "application/pdf" }]
  const mail = { from: "a@b.ro", to: "ana@exemplu.ro", subject: "Factura", html: "<p>Ana</p>", text: "Ana" }
  const headers = { "List-Unsubscribe": "<http://127.0.0.1/>" }
  const tags = [{ name: "mail", value: "1" }]
  const sent = await fieldsSentBy((baseUrl) =>
    createResendTransport({ apiKey: "re_x", baseUrl }).send([{ ...mail, headers, tags, attachments }], "key"),
  )
  const technical = ["from", "text", "headers", "tags"]
  expect(sent.filter((field) => !technical.includes(field)).sort()).toEqual(named("mail").sort())
})

test("the page states every lifetime of data", () => {
  const { activationLifetimeHours, invoiceMemoryYears } = lifetimes
  const days = Object.entries(lifetimes).filter(([name]) => /Days$/.test(name))
  expect(days.length).toBeGreaterThan(7)
  for (const [name, count] of days) expect(page, name).toMatch(new RegExp(`\\b${count} (?:de )?zile`))
  expect(page).toContain(`${activationLifetimeHours} de ore`)
  expect(page).toContain(`${invoiceMemoryYears} ani`)
  for (const { data, ground, kept } of keptData) {
    for (const words of [data, ground, kept]) expect(page).toContain(words)
  }
})

test("the page names the seller and the supervisory authority", () => {
  const { name, cui, address, email } = seller()
  for (const words of [name, cui, address, email, "dataprotection.ro"])
    expect(inPlainSigns(page)).toContain(words)
})
