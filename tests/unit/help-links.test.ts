import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { helpTopics } from "@/lib/domain/words/help-topics"

const rows = readFileSync("docs/help.md", "utf8")
  .split("\n")
  .flatMap((line) => /^\| ([a-z-]+) +\| (.+) \| (\d) +\|$/.exec(line)?.slice(1) ?? [])
const table = Map.groupBy(rows, (_cell, at) => Math.floor(at / 3))

/** Files of pages and mails that link to a topic, those of the help itself apart. */
function linksTo(topic: string): string[] {
  const places = ["app", "components", "emails", ":!app/(site)/ajutor"]
  const found = execFileSync("git", ["grep", "-lF", `"${topic}"`, "--", ...places], { encoding: "utf8" })
  return found.trim().split("\n")
}

test("the table of docs/help.md names every question once, within two taps of where it arises", () => {
  const cells = [...table.values()]
  expect(cells.map(([topic]) => topic).sort()).toEqual([...helpTopics].sort())
  for (const [topic, , taps] of cells) expect(Number(taps), topic).toBeLessThanOrEqual(2)
})

test.each(helpTopics)("a page or a mail links to %s", (topic) => {
  expect(linksTo(topic).length).toBeGreaterThan(0)
})
