import fc from "fast-check"
import { expect, test } from "vitest"
import { emailAddress } from "./email.schema"
import { parseEmailAddress, unreachableLetter } from "./email-address"

test("every spelling of an address becomes one", () => {
  for (const typed of [
    "ana@exemplu.ro",
    " Ana@Exemplu.RO ",
    "ana＠exemplu.ro",
    "\tANA@exemplu.ro\n",
    "\u200eana@exemplu.ro\u200b",
  ]) {
    expect(parseEmailAddress(typed)).toBe("ana@exemplu.ro")
  }
  expect(parseEmailAddress("ana@țară.ro")).toBe("ana@xn--ar-kla13i.ro")
  expect(parseEmailAddress("ana.pop+tv@sub.exemplu.co.uk")).toBe("ana.pop+tv@sub.exemplu.co.uk")
})

test("a text that is not one plain address is refused", () => {
  const refused = [
    "",
    "ana",
    "ana@",
    "@exemplu.ro",
    "ana@exemplu",
    "ana@@exemplu.ro",
    "ana@exemplu.ro@rău.ro",
    '"ana"@exemplu.ro',
    "ana popescu@exemplu.ro",
    "ana@exemplu.ro\r\nBcc: x@y.ro",
    "ana\u0000@exemplu.ro",
    "ana@exemplu.ro, ion@exemplu.ro",
    "Ana <ana@exemplu.ro>",
    "ana@127.0.0.1",
    "ana@[::1]",
    "ana@exemplu.ro:80",
    "ana@exemplu.ro/x",
    "ana@exemplu..ro",
    ".ana@exemplu.ro",
    "ana\u202e@exemplu.ro",
    "ana\ud800@exemplu.ro",
    `${"a".repeat(65)}@exemplu.ro`,
    `ana@${"a".repeat(250)}.ro`,
    `${"a".repeat(1_000_000)}@exemplu.ro`,
  ]
  for (const typed of refused) expect(parseEmailAddress(typed), typed.slice(0, 40)).toBeNull()
})

test("an address that no mail can reach is refused with the letter at fault", () => {
  for (const [typed, letter] of [
    ["ștefan.popescu@exemplu.ro", "ș"],
    ["María@gmail.com", "í"],
    ["s\u0326tefan@exemplu.ro", "ș"],
    ["ana١@exemplu.ro", "١"],
  ] as const) {
    expect(parseEmailAddress(typed)).toBeNull()
    expect(unreachableLetter(typed)).toBe(letter)
    expect(emailAddress.safeParse(typed).error?.issues[0]?.message).toContain(`„${letter}”`)
  }
  for (const typed of ["ana@țară.ro", "ana popescu@exemplu.ro", "ștefan", "", "ș".repeat(1_000_000)]) {
    expect(unreachableLetter(typed)).toBeNull()
  }
  expect(emailAddress.safeParse("ana").error?.issues[0]?.message).toContain("ana@exemplu.ro")
})

test("parsing a canonical address returns it, and it names one recipient", () => {
  fc.assert(
    fc.property(
      fc.oneof(
        fc.emailAddress(),
        fc.string({ unit: "binary" }).map((text) => `${text}@exemplu.ro`),
      ),
      (typed) => {
        const address = parseEmailAddress(typed)
        if (address === null) return
        expect(parseEmailAddress(address)).toBe(address)
        expect(address).toMatch(/^[^\s",;<>@]+@[^\s",;<>@]+$/)
      },
    ),
  )
})
