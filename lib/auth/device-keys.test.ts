import { randomUUID } from "node:crypto"
import { expect, test } from "vitest"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { parseId } from "@/lib/domain/ids/uuid"
import { known } from "@/tests/support/accounts"
import { parseDevices, withDevice } from "./device-keys"
import { newSessionKey } from "./session-cookie"

const aCustomerId = () => known(parseId<CustomerId>(randomUUID()))
const keysOf = (text: string) => parseDevices(text).map(({ key }) => key)

test("each account of a browser has its own key, which another sign-in of that account replaces", () => {
  const [ana, dan] = [aCustomerId(), aCustomerId()]
  const [first, second, third] = [newSessionKey(), newSessionKey(), newSessionKey()]
  const both = withDevice(withDevice(undefined, ana, first), dan, second)
  expect(keysOf(both)).toEqual([second, first])
  expect(keysOf(withDevice(both, ana, third))).toEqual([third, second])
})

test("the one key of an older cookie stays beside, since other accounts may share it", () => {
  const [older, fresh] = [newSessionKey(), newSessionKey()]
  expect(keysOf(withDevice(older, aCustomerId(), fresh))).toEqual([fresh, older])
})

test("a forged cookie has no keys, and one with many keeps eight", () => {
  for (const forged of ["", ".", "~", "x~y", "a".repeat(5_000)]) expect(parseDevices(forged)).toEqual([])
  let text: string | undefined
  for (let account = 0; account < 12; account += 1) text = withDevice(text, aCustomerId(), newSessionKey())
  expect(parseDevices(text)).toHaveLength(8)
})
