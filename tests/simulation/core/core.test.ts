import { expect, test } from "vitest"
import { createAgenda } from "./agenda"
import { randomOf } from "./random"
import { drawSpells, spellAt } from "./weather"

test("a label has the same draws in every run, and others have their own", () => {
  const draws = (label: string) => {
    const random = randomOf(7, label)
    return Array.from({ length: 20 }, () => random.between(0, 1_000_000))
  }
  expect(draws("day:3")).toEqual(draws("day:3"))
  expect(draws("day:3")).not.toEqual(draws("day:4"))
})

test("draws are spread evenly", () => {
  const random = randomOf(1, "spread")
  const numbers = Array.from({ length: 4_000 }, () => random.between(0, 3))
  for (const one of [0, 1, 2, 3])
    expect(Math.abs(numbers.filter((drawn) => drawn === one).length - 1_000)).toBeLessThan(120)
  const weights = Array.from({ length: 4_000 }, () => random.weighted({ rare: 1, common: 3 }))
  expect(weights.filter((drawn) => drawn === "common").length).toBeGreaterThan(2_800)
  expect(weights.filter((drawn) => drawn === "common").length).toBeLessThan(3_200)
})

test("the agenda hands out what is due, the earliest first, and acts of one instant by their ids", () => {
  const agenda = createAgenda()
  const instants = [50, 10, 30, 10, 40, 20, 10]
  for (const [at, instant] of instants.entries())
    agenda.add({ id: `a${9 - at}`, kind: "look", who: "c1", at: instant, about: {} })
  const taken = []
  for (let act = agenda.takeDue(40); act; act = agenda.takeDue(40)) taken.push(`${act.at} ${act.id}`)
  expect(taken).toEqual(["10 a3", "10 a6", "10 a8", "20 a4", "30 a7", "40 a5"])
  expect(agenda.size()).toBe(1)
})

test("weather changes and is fair in between", () => {
  const span = { from: 0, until: 400 * 86_400_000 }
  const climate = { everyDays: 5, kinds: { down: 1, lossy: 1 }, hours: [1, 40] } as const
  const spells = drawSpells(randomOf(1, "sky"), span, climate)
  expect(spells.length).toBeGreaterThan(40)
  expect(new Set(spells.map(({ kind }) => kind))).toEqual(new Set(["down", "lossy"]))
  const [first] = spells
  expect(spellAt(spells, first?.from ?? 0)).toBe(first?.kind)
  expect(spellAt(spells, first?.until ?? 0)).toBe("fair")
})
