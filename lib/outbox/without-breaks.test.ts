import { expect, test } from "vitest"
import { plainText } from "@/emails/plain-text"
import { formatLei } from "@/lib/domain/money/money"
import { withoutBreaks } from "./without-breaks"

const mail = {
  subject: "Comanda FS 12",
  preview: "",
  heading: "Ți-am trimis un e-mail",
  blocks: [{ kind: "paragraph", text: `În 4 zile, ${formatLei(4400)}. Scrie la e-mail@exemplu.ro.` }],
} as const

test("numbers stay with their words, and e-mail is one word, but not in an address", () => {
  const { subject, heading, blocks } = withoutBreaks(mail)
  expect(subject).toBe("Comanda FS\u00a012")
  expect(heading).toBe("Ți-am trimis un e\u2011mail")
  expect(blocks).toEqual([
    { kind: "paragraph", text: "În 4\u00a0zile, 44,00\u00a0lei. Scrie la e-mail@exemplu.ro." },
  ])
})

test("the plain part has plain signs", () => {
  expect(plainText(mail, "Focus Sat")).toContain("În 4 zile, 44,00 lei.")
})
