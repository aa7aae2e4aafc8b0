import { expect, test } from "vitest"
import { type Droppable, minimise } from "./minimise"

const acts: Droppable[] = Array.from({ length: 200 }, (_, at) => ({
  id: String(at),
  who: `c${at % 7}`,
  kind: `kind${at % 5}`,
}))

/** A world in which a promise breaks when all of these acts are carried out. */
const worldOf = (culprits: readonly string[]) => async (dropped: ReadonlySet<string>) => ({
  fails: culprits.every((id) => !dropped.has(id)),
  done: acts.filter(({ id }) => !dropped.has(id)),
})

test.for([[["13", "77", "180"]], [["0"]], [["5", "6", "199"]]])(
  "of two hundred acts the story keeps the culprits: %o",
  async ([culprits = []]) => {
    const search = { attempt: worldOf(culprits), done: acts, mostAttempts: 500 }
    const dropped = await minimise(search)
    expect(acts.filter(({ id }) => !dropped.has(id)).map(({ id }) => id)).toEqual(culprits)
  },
)

test("a search that may try little still answers a story that fails", async () => {
  const attempt = worldOf(["13", "77"])
  const dropped = await minimise({ attempt, done: acts, mostAttempts: 5 })
  expect((await attempt(dropped)).fails).toBe(true)
  expect(dropped.size).toBeGreaterThan(20)
})
