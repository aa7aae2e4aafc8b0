import { render } from "@react-email/render"
import * as fc from "fast-check"
import { createElement } from "react"
import { expect, test } from "vitest"
import type { MailText } from "@/emails/content"
import { MailFrame } from "@/emails/frame"
import { frameHtml } from "./frame-html"

const text = fc.string({ unit: "grapheme", minLength: 1 }).filter((one) => !/[\ue000\ue001\p{Cc}]/u.test(one))
const nasty = fc.constantFrom(
  `<b>"&'</b>`,
  "{{x}} $& $1 <!-- -->",
  "0",
  " ",
  "ăâîșț „TV”",
  "javascript:alert(1)",
)
const words = fc.oneof(text, nasty)
const url = fc.constantFrom("https://contul.exemplu.ro/cont?a=1&b=2", 'https://contul.exemplu.ro/x"y')
const block = fc.oneof(
  fc.record({ kind: fc.constant("paragraph" as const), text: words }),
  fc.record({ kind: fc.constantFrom("button" as const, "link" as const), label: words, url }),
  fc.record({
    kind: fc.constant("fine" as const),
    title: words,
    lines: fc.uniqueArray(words, { maxLength: 3 }),
  }),
  fc.record({
    kind: fc.constant("item" as const),
    title: words,
    state: words,
    tone: fc.constantFrom("active" as const, "soon" as const, "waiting" as const, "over" as const),
    lines: fc.uniqueArray(words, { maxLength: 3 }),
  }),
)
const mails = fc.record({
  subject: words,
  preview: words,
  heading: words,
  blocks: fc.uniqueArray(block, { maxLength: 4, selector: (one) => JSON.stringify(one) }),
})

test("a mail rendered from its template equals what React renders, byte for byte", async () => {
  await fc.assert(
    fc.asyncProperty(mails, words, async (mail: MailText, sellerLine) => {
      const direct = await render(createElement(MailFrame, { mail, sellerLine }))
      expect(await frameHtml(mail, sellerLine)).toBe(direct)
    }),
    { numRuns: 150 },
  )
})
