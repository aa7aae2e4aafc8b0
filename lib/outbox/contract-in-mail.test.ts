import { expect, test } from "vitest"
import { orderPaid } from "@/emails/order-paid"
import { maxOrderLines } from "@/lib/domain/money/order-limits"
import { currentSaleTexts } from "@/lib/domain/words/legal/sale-texts"
import { inPlainSigns } from "@/lib/domain/words/plain-text"
import { unbrokenNumbers } from "@/lib/domain/words/unbroken-numbers"
import type { MailContext } from "@/lib/mail/transport"
import { sampleContext } from "@/tests/samples/mails"
import { renderMail } from "./render-mail"

const [sample] = orderPaid.samples
const render = (props: Parameters<typeof orderPaid.write>[0], context: MailContext = sampleContext) =>
  renderMail({ kind: "order-paid", props }, "ana@exemplu.ro", context)

test("the mail of a paid order bears the contract: terms, withdrawal with its last day, and the form", async () => {
  const { html, text } = await render(sample)
  const { terms, withdrawal } = currentSaleTexts()
  const { seller } = sampleContext
  const said = [...terms(seller), ...withdrawal(seller)].flatMap(({ title, parts }) => [
    title,
    ...parts.flat(),
  ])
  expect(said.length).toBeGreaterThan(30)
  const shown = html.replaceAll("&amp;", "&").replaceAll("&#x27;", "'")
  for (const line of said) {
    expect(text).toContain(inPlainSigns(line))
    expect(shown).toContain(unbrokenNumbers(line))
  }
  // Ordered on 23 November 2026.
  expect(text).toContain("Vă puteți retrage din contract până la 07.12.2026 inclusiv.")
  expect(text).toContain("https://contul.exemplu.ro/cont/retragere")
})

test("mail programs that cut a mail at 102 kB show the largest one whole", async () => {
  const items = Array.from({ length: maxOrderLines }, (_, at) => {
    const activatePath = `/cont/activare/0197f0a8-0000-7000-8000-0000000000${10 + at}`
    return {
      packageName: "Familia și prietenii",
      months: 12,
      cardName: `TV ${at}`,
      priceBani: 44_000,
      activatePath,
    }
  })
  const { html } = await render({ ...sample, items })
  expect(Buffer.byteLength(html)).toBeLessThan(102_000)
})

test("an order made before the texts has none in its mail", async () => {
  const without = await render({ ...sample, contract: null })
  expect(without.text).not.toContain("Formular de retragere")
})

test("a seller that pays no VAT says nothing of it in the contract", async () => {
  const seller = { ...sampleContext.seller, isVatPayer: false }
  const { html, text } = await render(sample, { ...sampleContext, seller })
  expect(html + text).not.toContain("TVA")
})
