import { and, eq, isNull } from "drizzle-orm"
import { expect, test } from "vitest"
import { smartcardLinks, smartcards } from "@/db/schema"
import { newSmartcardsPerDay } from "@/lib/domain/packages/smartcard-limits"
import { listNeighbourRuns } from "@/lib/smartcards/list-neighbour-runs"
import { nextNumber } from "@/tests/support/factories/rows"
import { newSignedInCustomer } from "./support/accounts"
import { app } from "./support/drill"
import { report, size } from "./support/size"
import { formWith } from "./support/visitor"

const accounts = size(4, 20)
const perAccount = size(12, 50)

test("accounts that walk through neighbouring serials get no more than the caps, and the run is on the operator's list", async () => {
  const first = 20_000_000_000 + Math.floor(app.now().getTime() / 1_000) * 1_000 + nextNumber()
  const serials = Array.from({ length: accounts * perAccount }, (_, at) => String(first + at).slice(-11))
  await store(serials)
  const walkers: Awaited<ReturnType<typeof newSignedInCustomer>>[] = []
  for (let at = 0; at < accounts; at += 1) walkers.push(await newSignedInCustomer())

  const answers = new Map<number, number>()
  await Promise.all(
    walkers.map(async ({ visitor }, walker) => {
      const form = formWith((await visitor.ask("/cont/smartcarduri")).body, ["serial", "label"])
      // The accounts take turns, so that the serials of each alone are not neighbours of each other.
      for (let at = walker; at < serials.length; at += accounts) {
        const { status } = await visitor.post("/cont/smartcarduri", { ...form, serial: serials[at] ?? "" })
        answers.set(status, (answers.get(status) ?? 0) + 1)
      }
    }),
  )

  const linkedEach = await Promise.all(
    walkers.map(({ id }) =>
      app.db.$count(
        smartcardLinks,
        and(eq(smartcardLinks.customerId, id), isNull(smartcardLinks.unlinkedAt)),
      ),
    ),
  )
  expect(new Set(linkedEach)).toEqual(new Set([newSmartcardsPerDay]))
  const run = (await listNeighbourRuns(app)).find(({ firstSerial }) => firstSerial === serials[0])
  expect(run?.cards).toBe(accounts * newSmartcardsPerDay)
  expect(new Set(run?.customerIds)).toEqual(new Set(walkers.map(({ id }) => id)))
  report("cards", { serials: serials.length, accounts, linked: run?.cards, answers: [...answers] })
})

async function store(serials: readonly string[]): Promise<void> {
  const at = app.now()
  const rows = serials.map((serial) => ({
    ...{ serial: serial as typeof smartcards.$inferInsert.serial, status: "in_service" as const },
    ...{ createdAt: at, updatedAt: at },
  }))
  await app.db.insert(smartcards).values(rows)
}
