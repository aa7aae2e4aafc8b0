import { renderToStaticMarkup } from "react-dom/server"
import { expect, test } from "vitest"
import { OverviewRow } from "@/app/cont/_overview/overview-row"
import { hourMs, minuteMs } from "@/lib/domain/time/lifetimes"
import { accountPage } from "@/lib/subscriptions/account-page"
import { createActivations } from "@/tests/support/activations"
import { useTestApp } from "@/tests/support/test-app"

const t = useTestApp()
const { aReadyPackage, activate } = createActivations(t)

test("an activation that is not acknowledged reads as seconds at first, and never after some minutes", async () => {
  const who = await aReadyPackage()
  await t.setGateway("away", who.serial)
  await activate(who)
  const shown = async () => {
    const { sections, today } = await accountPage(t.app, { customerId: who.customerId, page: 1 })
    const rows = sections.flatMap(({ cards }) => cards.flatMap((card) => card.rows))
    const row = rows.find(({ current }) => current?.id === who.id)
    if (!row) throw new Error("The package is not on the page")
    return renderToStaticMarkup(<OverviewRow row={row} today={today} isOnlyCard={false} shownAbove={[]} />)
  }
  const seconds = "De obicei durează câteva secunde."
  expect(await shown()).toContain(seconds)
  for (const later of [5 * minuteMs, 23 * hourMs, 70 * hourMs]) {
    t.clock.advance(later)
    const html = await shown()
    expect(html).not.toContain(seconds)
    expect(html).toContain("Durează mai mult decât de obicei")
  }
})
