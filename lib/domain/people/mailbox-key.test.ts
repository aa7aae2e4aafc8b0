import { expect, test } from "vitest"
import { parseEmailAddress } from "./email-address"
import { mailboxKey } from "./mailbox-key"

const keyOf = (typed: string) => {
  const address = parseEmailAddress(typed)
  return address && mailboxKey(address)
}

test.each([
  ["Ana.Pop+focus@gmail.com", "anapop@gmail.com"],
  ["a.n.a.p.o.p@googlemail.com", "anapop@gmail.com"],
  ["ana+1@exemplu.ro", "ana@exemplu.ro"],
  ["ana+1+2@exemplu.ro", "ana@exemplu.ro"],
  // Dots count at every other provider: these are two people.
  ["ana.pop@exemplu.ro", "ana.pop@exemplu.ro"],
  ["anapop@exemplu.ro", "anapop@exemplu.ro"],
  // A name that starts with a plus has nothing before it.
  ["+ana@exemplu.ro", "+ana@exemplu.ro"],
])("%s counts as %s", (typed, key) => expect(keyOf(typed)).toBe(key))
