import { expect, test } from "vitest"
import { plainText } from "@/emails/plain-text"
import { formatLei } from "@/lib/domain/money/money"
import { withoutBreaks } from "./without-breaks"

const mail = {
  subject: "Comanda FS 12",
  preview: "",
  heading: "Sunt 4 zile",
  blocks: [{ kind: "paragraph", text: `În 4 zile, ${formatLei(4400)}, sau la 021 000 00 00.` }],
} as const

test("numbers stay with their words", () => {
  const { subject, heading, blocks } = withoutBreaks(mail)
  expect(subject).toBe("Comanda FS\u00a012")
  expect(heading).toBe("Sunt 4\u00a0zile")
  expect(blocks).toEqual([
    { kind: "paragraph", text: "În 4\u00a0zile, 44,00\u00a0lei, sau la 021\u00a0000\u00a000\u00a000." },
  ])
})

test("the plain part has plain signs", () => {
  expect(plainText(mail, "Focus Sat")).toContain("În 4 zile, 44,00 lei, sau la 021 000 00 00.")
})
