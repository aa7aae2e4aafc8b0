import { expect, test } from "vitest"
import { dayMs } from "@/lib/domain/time/lifetimes"
import { accountHelpers, password, tooMany } from "@/tests/support/accounts"
import { aClient, aDevice } from "@/tests/support/factories/clients"
import { useTestApp } from "@/tests/support/test-app"
import { authenticate } from "./authenticate"
import { openSession } from "./open-session"
import { requestPasswordReset } from "./request-password-reset"
import { resetPassword } from "./reset-password"

const t = useTestApp()
const { resetToken, activated } = accountHelpers(t)

test("guesses at one account are limited, also many at once, with growing waits; another place can still sign in", async () => {
  const { email } = await activated()
  const here = aClient("203.0.113.9")
  const guess = () => authenticate(t.app, { email, password: "ghicesc o parolă", client: here })
  const guesses = await Promise.all(Array.from({ length: 30 }, guess))
  expect(guesses.filter((one) => !one.ok && one.reason === "wrong")).toHaveLength(5)
  expect(await authenticate(t.app, { email, password, client: here })).toEqual(tooMany(30))
  expect((await authenticate(t.app, { email, password, client: aClient("198.51.100.7") })).ok).toBe(true)
  for (const wait of [30, 60, 120, 240, 480, 900, 900]) {
    expect(await guess()).toEqual(tooMany(wait))
    t.clock.advance(wait * 1_000 - 1)
    expect(await guess()).toEqual(tooMany(1))
    t.clock.advance(1)
    expect(await guess()).toEqual({ ok: false, reason: "wrong" })
  }
  t.clock.advance(dayMs)
  expect((await authenticate(t.app, { email, password, client: here })).ok).toBe(true)
})

test("one IPv6 /64 is one place", async () => {
  const { email } = await activated()
  const guesses = Array.from({ length: 20 }, (_, host) =>
    authenticate(t.app, { email, password: "ghicesc o parolă", client: aClient(`2001:db8:1:2::${host}`) }),
  )
  expect((await Promise.all(guesses)).filter((one) => !one.ok && one.reason === "wrong")).toHaveLength(5)
})

test("one place that tries one password at many accounts is limited, also when it signs in to its own in between", async () => {
  const own = await activated()
  const from = aClient("192.0.2.1")
  let tried = 0
  for (let round = 0; round < 80; round += 1) {
    await authenticate(t.app, { email: own.email, password, client: from })
    const guess = await authenticate(t.app, { email: `tinta${round}@exemplu.ro`, password, client: from })
    if (!guess.ok && guess.reason === "wrong") tried += 1
  }
  expect(tried).toBe(50)
})

test("guesses from many places do not lock the owner out of a known browser, nor after a reset", async () => {
  const { email, id } = await activated()
  const home = aDevice("198.51.100.8")
  await openSession(t.app, { customerId: id, keyHash: new Uint8Array(32), client: home })
  for (let place = 0; place < 110; place += 1) {
    const client = aClient(`203.0.113.${place}`)
    await authenticate(t.app, { email, password: "ghicesc o parolă", client })
  }
  const fresh = aDevice("198.51.100.9")
  expect(await authenticate(t.app, { email, password, client: fresh })).toMatchObject({ reason: "too-many" })
  expect((await authenticate(t.app, { email, password, client: home })).ok).toBe(true)
  await requestPasswordReset(t.app, email)
  const token = await resetToken(email)
  expect(
    (await resetPassword(t.app, { token, password: "altă parolă lungă de test", client: fresh })).ok,
  ).toBe(true)
  const again = await authenticate(t.app, { email, password: "altă parolă lungă de test", client: fresh })
  expect(again.ok).toBe(true)
})

test("a known browser is limited too, in case its cookie was copied", async () => {
  const { email, id } = await activated()
  const stolen = aDevice()
  await openSession(t.app, { customerId: id, keyHash: new Uint8Array(32).fill(1), client: stolen })
  const guesses = Array.from({ length: 30 }, () =>
    authenticate(t.app, { email, password: "ghicesc o parolă", client: stolen }),
  )
  expect((await Promise.all(guesses)).filter((one) => !one.ok && one.reason === "wrong")).toHaveLength(10)
})
