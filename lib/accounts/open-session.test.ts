import { expect, test } from "vitest"
import { findKnownDevice } from "@/db/queries/known-devices"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { dayMs, minuteMs } from "@/lib/domain/time/lifetimes"
import type { Client, KnownClient } from "@/lib/runtime/client"
import { accountHelpers, known, password } from "@/tests/support/accounts"
import { aClient, aDevice } from "@/tests/support/factories/clients"
import { aCustomer } from "@/tests/support/factories/customers"
import { useTestApp } from "@/tests/support/test-app"
import { authenticate } from "./authenticate"
import { endSession } from "./end-session"
import { openSession } from "./open-session"

const t = useTestApp()
const { mailsTo } = accountHelpers(t)

test("a sign-in from a new browser sends a mail; the first browser and a known one send none", async () => {
  const customer = await aCustomer(t.app, { password })
  const [home, phone] = [aDevice("198.51.100.1"), aDevice("203.0.113.200")]
  let key = 0
  const open = (from: typeof home) => {
    key += 1
    const keyHash = new Uint8Array(32).fill(key)
    return openSession(t.app, { customerId: customer.id, keyHash, client: from })
  }
  await open(home)
  await open(home)
  expect(await mailsTo(customer.email)).toEqual([])
  await open(phone)
  await open(phone)
  const [mail, ...more] = await mailsTo(customer.email)
  expect(more).toEqual([])
  expect(mail?.subject).toBe("Cineva a intrat în contul tău de pe un dispozitiv nou")
  expect(mail?.text).toContain("Chrome pe Linux")
  expect(mail?.text).toContain("203.0.113.0")
  expect(mail?.text).not.toContain("203.0.113.200")
})

/** The browser's next request after it got another device key. */
const nextOf = (deviceHash: Uint8Array) => ({ ...aClient(), deviceHashes: [deviceHash] })

test("each sign-in and signing out give a known browser another key; copies of the older ones are strangers", async () => {
  const customer = await aCustomer(t.app, { password })
  const keyHash = new Uint8Array(32).fill(200)
  const keys = [201, 202, 203, 204].map((byte) => new Uint8Array(32).fill(byte))
  const [first, second, third, fourth] = keys.map(nextOf)
  const open = (client: Client, byte: number) => {
    const bytes = new Uint8Array(32).fill(byte)
    const from = { ...client, deviceHash: bytes }
    return openSession(t.app, { customerId: customer.id, keyHash: bytes, client: from })
  }
  await open(aClient(), 201)
  await open(known(first), 202)
  await openSession(t.app, {
    customerId: customer.id,
    keyHash,
    client: { ...known(second), deviceHash: known(keys[2]) },
  })
  const ended = { keyHash, client: known(third), deviceHash: known(keys[3]) }
  expect(await endSession(t.app, ended)).toBe(customer.id)
  expect(await endSession(t.app, ended)).toBeNull()
  expect(await mailsTo(customer.email)).toEqual([])
  const wrong = { email: customer.email, password: "nu este parola mea" }
  for (let tried = 0; tried < 11; tried += 1)
    await authenticate(t.app, { ...wrong, client: known([first, second, third][tried % 3]) })
  const right = { email: customer.email, password }
  for (const copied of [first, second, third])
    expect(await authenticate(t.app, { ...right, client: known(copied) })).toMatchObject({
      reason: "too-many",
    })
  expect(await authenticate(t.app, { ...right, client: known(fourth) })).toMatchObject({ ok: true })
  await open(known(first), 205)
  expect(await mailsTo(customer.email)).toHaveLength(1)
})

test("two sign-ins of a known browser at once warn of no new device, and either key is known afterwards", async () => {
  const customer = await aCustomer(t.app, { password })
  const open = (client: Client, byte: number) => {
    const bytes = new Uint8Array(32).fill(byte)
    const from = { ...client, deviceHash: bytes }
    return openSession(t.app, { customerId: customer.id, keyHash: bytes, client: from })
  }
  await open(aClient(), 231)
  t.clock.advance(dayMs)
  const browser = nextOf(new Uint8Array(32).fill(231))
  await Promise.all([open(browser, 232), open(browser, 233)])
  expect(await mailsTo(customer.email)).toEqual([])
  for (const byte of [232, 233])
    expect(await findKnownDevice(t.db, customer.email, [new Uint8Array(32).fill(byte)])).not.toBeNull()
  t.clock.advance(2 * minuteMs)
  await open(browser, 234)
  expect(await mailsTo(customer.email)).toHaveLength(1)
})

test("two accounts of one browser have keys of their own", async () => {
  const [ana, dan] = [await aCustomer(t.app), await aCustomer(t.app)]
  const [anas, dans] = [aDevice(), aDevice()]
  const both = { ...aClient(), deviceHashes: [anas.deviceHash, dans.deviceHash] }
  const open = (customerId: CustomerId, client: KnownClient, byte: number) =>
    openSession(t.app, { customerId, keyHash: new Uint8Array(32).fill(byte), client })
  await open(ana.id, anas, 210)
  await open(dan.id, dans, 211)
  await open(ana.id, { ...both, deviceHash: new Uint8Array(32).fill(212) }, 212)
  expect(await findKnownDevice(t.db, dan.email, both.deviceHashes)).toEqual(Buffer.from(dans.deviceHash))
  expect(await findKnownDevice(t.db, ana.email, both.deviceHashes)).toBeNull()
})
