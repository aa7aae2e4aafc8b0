import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { environmentNames } from "@/lib/env"

/** Read by scripts or by Next, not by the product's code. */
const ofScripts = ["PORT", "NEXT_SERVER_ACTIONS_ENCRYPTION_KEY", "DEMO_DATA", "CHROMIUM_PATH"]
const lines = readFileSync(".env.example", "utf8").split("\n")

test(".env.example names every variable that is read, and no other", () => {
  const named = lines.flatMap((line) => line.match(/^([A-Z_]+)=/)?.[1] ?? [])
  expect(named.toSorted()).toEqual([...environmentNames, ...ofScripts].toSorted())
})

test("each variable has a line that explains it, and no value", () => {
  const unexplained = lines.filter((line, at) => /^[A-Z_]+=/.test(line) && !/^# \S/.test(lines[at - 1] ?? ""))
  expect(unexplained).toEqual([])
  expect(lines.filter((line) => /^[A-Z_]+=./.test(line))).toEqual([])
})
