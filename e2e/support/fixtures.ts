import { AxeBuilder } from "@axe-core/playwright"
import { test as base, expect } from "@playwright/test"
import { type CardKind, cardDispenser } from "./cards"
import { type Inbox, inbox } from "./inbox"

type Fixtures = {
  inbox: Inbox
  /** An e-mail address that no other test uses. */
  freshAddress: string
  /** Fails the test if axe finds a problem on the page as it is now. */
  expectAccessible: () => Promise<void>
  /** Errors and policy violations that the browser reports. The test fails if any is left. */
  complaints: string[]
}
type WorkerFixtures = { takeCard: (kind: CardKind) => string }

let addresses = 0

export const test = base.extend<Fixtures, WorkerFixtures>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures here
  inbox: ({}, use) => use(inbox),
  freshAddress: ({ isMobile }, use, info) => {
    addresses += 1
    const who = `${info.project.name.toLowerCase().replace(/\W+/g, "-")}-${info.workerIndex}-${addresses}-${Date.now().toString(36)}`
    return use(`${isMobile ? "telefon" : "birou"}.${who}@exemplu.ro`)
  },
  expectAccessible: ({ page }, use) =>
    use(async () => {
      const { violations } = await new AxeBuilder({ page })
        .withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"])
        .analyze()
      expect(violations.map((one) => `${one.id}: ${one.nodes.map((node) => node.html).join(" ")}`)).toEqual(
        [],
      )
    }),
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = []
      page.on("pageerror", (error) => complaints.push(`uncaught: ${error.message}`))
      page.on("console", (message) => {
        if (message.type() === "error") complaints.push(`${message.text()} (${message.location().url})`)
      })
      await use(complaints)
      expect(complaints).toEqual([])
    },
    { auto: true },
  ],
  takeCard: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures here
    ({}, use, info) => use(cardDispenser(info.workerIndex)),
    { scope: "worker" },
  ],
})

export { expect }
