import { expect, test } from "vitest"
import { groupTyped } from "./group-typed"

const grouped = (text: string, caret = text.length, length = 11) => groupTyped({ text, caret }, length)

test("digits are grouped while they are typed, as the card shows them", () => {
  const steps = ["0", "020", "020 0", "020 0000", "020 0000 0", "020 0000 0001"]
  for (const step of steps) expect(grouped(step.replaceAll(" ", ""))?.text, step).toBe(step)
  expect(grouped("\u202a0200-0000-001\u202c")?.text).toBe("020 0000 0001")
  expect(grouped("12345678", 8, 8)?.text).toBe("1234 5678")
  expect(grouped("")).toEqual({ text: "", caret: 0, digits: 0 })
  expect(grouped("020000000012345")?.digits).toBe(15)
})

test("the caret stays behind the digit that it was behind", () => {
  expect(grouped("0200", 4)).toMatchObject({ text: "020 0", caret: 5 })
  expect(grouped("0210 0000 001", 3)).toMatchObject({ text: "021 0000 0001", caret: 3 })
  expect(grouped("020000", 0)).toMatchObject({ caret: 0 })
})

test("anything but digits is left as it was typed", () => {
  for (const text of ["02a", "seria 020", "٠١٢"]) expect(grouped(text), text).toBeNull()
})
