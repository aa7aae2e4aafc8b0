import { expect, test } from "vitest"
import {
  decodeSession,
  deviceCookie,
  encodeSession,
  newSessionKey,
  sessionCookie,
  signUpCookie,
} from "./session-cookie"

const old = "an old secret of more than 32 characters"
const fresh = "a new secret of more than 32 characters"

test("a cookie returns its key, and does not show it", async () => {
  const key = newSessionKey()
  const cookie = await encodeSession(key, { secrets: [old], https: true })
  expect(cookie).not.toContain(key)
  expect(await decodeSession(cookie, { secrets: [old], https: true })).toBe(key)
})

test("secrets can be rotated: the first encrypts, each decrypts", async () => {
  const key = newSessionKey()
  const before = await encodeSession(key, { secrets: [old], https: true })
  const rotated = { secrets: [fresh, old] as const, https: true }
  expect(await decodeSession(before, rotated)).toBe(key)
  const after = await encodeSession(key, rotated)
  expect(await decodeSession(after, { secrets: [old], https: true })).toBeNull()
  expect(await decodeSession(before, { secrets: [fresh], https: true })).toBeNull()
})

test("a cookie that no secret encrypted has no session key", async () => {
  for (const forged of [undefined, "", "x", "a.b.c", "a".repeat(5_000)]) {
    expect(await decodeSession(forged, { secrets: [fresh], https: false })).toBeNull()
  }
})

test("on https a cookie is bound to the host; on plain http it has no prefix that browsers would refuse", () => {
  const cookies = { "": sessionCookie, "-dispozitiv": deviceCookie, "-cerere": signUpCookie }
  for (const [end, cookie] of Object.entries(cookies)) {
    expect(cookie({ secrets: [fresh], https: true })).toMatchObject({
      name: `__Host-focus-sat${end}`,
      options: { secure: true, httpOnly: true, path: "/", sameSite: "lax" },
    })
    expect(cookie({ secrets: [fresh], https: false })).toMatchObject({
      name: `focus-sat${end}`,
      options: { secure: false },
    })
  }
})
