import { expect, test } from "vitest"
import { parseOperatorName } from "./operator-name"

test.each(["Ana Popescu", "ana.popescu@focussat.example", "Ștefan O’Neil-Țîru", "AP", "a".repeat(60)])(
  "%s names a person",
  (name) => expect(parseOperatorName(name)).toBe(name),
)

test.each([
  ["unset", undefined],
  ["empty", ""],
  ["blank", "   "],
  ["one letter", "A"],
  ["too long", "a".repeat(61)],
  ["a blank before", " Ana"],
  ["a line break", "Ana\nPopescu"],
  ["a tab", "Ana\tPopescu"],
  ["two blanks", "Ana  Popescu"],
  ["a blank that is none", "Ana\u00a0Popescu"],
  ["an escape sequence", "Ana\x1b[2J"],
  ["a text-direction mark", "Ana\u202e"],
  ["markup", "<b>Ana</b>"],
])("a name that is %s is refused", (_what, name) => expect(parseOperatorName(name)).toBeNull())
