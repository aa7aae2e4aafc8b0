import { expect, test } from "vitest"
import { sealedNotes } from "./sealed-note"
import { decodeSession } from "./session-cookie"

const old = "an old secret of more than 32 characters"
const fresh = "a new secret of more than 32 characters"
const note = { kind: "email-confirmed", email: "ana@exemplu.ro" }
const minute = { purpose: "flash", maxAgeSeconds: 60 } as const

test("a note comes back as it was, and its cookie does not show it", async () => {
  const { seal, unseal } = sealedNotes({ secrets: [old] })
  const sealed = await seal(note, minute)
  expect(sealed).not.toContain("ana")
  expect(await unseal(sealed, "flash")).toEqual(note)
  expect(await sealedNotes({ secrets: [fresh, old] }).unseal(sealed, "flash")).toEqual(note)
  expect(await sealedNotes({ secrets: [fresh] }).unseal(sealed, "flash")).toBeNull()
})

test("a note of one purpose is none of another one, and no session", async () => {
  const { seal, unseal } = sealedNotes({ secrets: [old] })
  const sealed = await seal({ key: "x" }, minute)
  expect(await unseal(sealed, "draft")).toBeNull()
  expect(await decodeSession(sealed, { secrets: [old], https: false })).toBeNull()
})

test("a note whose time is over, or that was not sealed here, is none", async () => {
  const { seal, unseal } = sealedNotes({ secrets: [old] })
  const over = await seal(note, { purpose: "flash", maxAgeSeconds: -60 })
  for (const text of [over, undefined, "", "x", "a.b.c.d.e", "a".repeat(5_000)]) {
    expect(await unseal(text, "flash")).toBeNull()
  }
})
