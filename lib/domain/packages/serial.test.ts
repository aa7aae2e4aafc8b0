import { expect, test } from "vitest"
import { groupSerial, lastFour, parseSerial } from "./serial"

test("blanks and dashes in a serial are ignored, and anything else is refused", () => {
  for (const typed of [
    "01234567890",
    " 012 3456 7890 ",
    "012-3456-7890",
    "012\u00a03456\u00a07890",
    "012–3456–7890",
    "012−3456−7890",
    "\u202a012 3456 7890\u202c",
    "01234567890\u200b",
    "0 1 2 3 4 5 6 7 8 9 0",
  ]) {
    expect(parseSerial(typed, 11)).toBe("01234567890")
  }
  for (const typed of ["", "0123456789", "012345678901", "0123456789a", "٠١٢٣٤٥٦٧٨٩٠", "01234567890\u0000"]) {
    expect(parseSerial(typed, 11)).toBeNull()
  }
})

test("a serial is shown in groups of three, four and four", () => {
  const serial = parseSerial("01234567890", 11)
  if (!serial) throw new Error("not a serial")
  expect(groupSerial(serial)).toBe("012 3456 7890")
  expect(lastFour(serial)).toBe("7890")
})
