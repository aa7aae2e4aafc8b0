import { expect, test } from "vitest"
import { minuteMs } from "@/lib/domain/time/lifetimes"
import { createActivations } from "@/tests/support/activations"
import { aCustomer } from "@/tests/support/factories/customers"
import { useTestApp } from "@/tests/support/test-app"
import { cardView } from "./card-view"
import { deliverCommands } from "./deliver-commands"

const t = useTestApp()
const { aReadyPackage, activate } = createActivations(t)

test("the page of a card follows its package from the payment to the picture, for its holder alone", async () => {
  const who = await aReadyPackage()
  const linkId = who.link.id
  const kinds = async () =>
    (await cardView(t.app, { customerId: who.customerId, linkId }))?.steps.map(({ kind }) => kind)
  expect(await kinds()).toEqual(["activate"])
  await activate(who)
  expect(await kinds()).toEqual(["activating"])
  await deliverCommands(t.app)
  expect(await kinds()).toEqual(["signal", "decoder"])
  t.clock.advance(30 * minuteMs)
  expect(await kinds()).toEqual(["decoder"])
  const { id: stranger } = await aCustomer(t.app)
  expect(await cardView(t.app, { customerId: stranger, linkId })).toBeNull()
})
