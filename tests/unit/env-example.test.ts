import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { environmentNames } from "@/lib/env"

/** Variables that only scripts, commands or Next read. */
const ofScripts = ["PORT", "OPERATOR_NAME", "DEMO_DATA", "CHROMIUM_PATH", "FIREFOX_PATH"]
const lines = readFileSync(".env.example", "utf8").split("\n")

test(".env.example names exactly the variables that are read", () => {
  const named = lines.flatMap((line) => line.match(/^([A-Z_]+)=/)?.[1] ?? [])
  expect(named.toSorted()).toEqual([...environmentNames, ...ofScripts].toSorted())
})

test("each variable has a comment and no value", () => {
  const unexplained = lines.filter((line, at) => /^[A-Z_]+=/.test(line) && !/^# \S/.test(lines[at - 1] ?? ""))
  expect(unexplained).toEqual([])
  expect(lines.filter((line) => /^[A-Z_]+=./.test(line))).toEqual([])
})
