import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { expect, test } from "vitest"

const text = readFileSync("docs/promises.md", "utf8")

/** The rows of all tables: ids, what happened, the rule, the tests. */
const rows = [...text.matchAll(/^\| ((?:[FR]\d+(?:, )?)+|live) +\| (.+?) +\| (.+?) +\| (.+?) +\|$/gm)].map(
  ([row, ids = "", , rule = "", held = ""]) => ({ row: row.slice(0, 80), ids: ids.split(", "), rule, held }),
)

const numbered = (letter: string, count: number) =>
  Array.from({ length: count }, (_, at) => `${letter}${at + 1}`)

test("every finding and every report has a row", () => {
  const named = new Set(rows.flatMap(({ ids }) => ids))
  expect([...numbered("F", 24), ...numbered("R", 16)].filter((id) => !named.has(id))).toEqual([])
  const lines = text.split("\n").filter((line) => line.startsWith("| ") && !/^\| (?:id|-+) /.test(line))
  expect(rows).toHaveLength(lines.length)
})

test.each(rows)(
  "$row: its rule links to a document that exists, its tests exist under their titles",
  ({ rule, held }) => {
    const links = [...rule.matchAll(/\]\(([^)#]+)\)/g)].map(([, target = ""]) => target)
    expect(links.length).toBeGreaterThan(0)
    expect(links.filter((target) => !existsSync(join("docs", target)))).toEqual([])
    const tests = [...held.matchAll(/`([^`]+)`: "([^"]+)"/g)].map(([, path = "", title = ""]) => ({
      path,
      title,
    }))
    expect(tests).toHaveLength(held.split("<br>").length)
    expect(tests.filter(({ path, title }) => !hasTest(path, title))).toEqual([])
  },
)

/** Whether the file has a test under this title, as its source spells it. */
const hasTest = (path: string, title: string) =>
  existsSync(path) &&
  [`"${title}"`, `\`${title}\``].some((literal) => opensTest(readFileSync(path, "utf8"), literal))

/** `test("title"`, or the title of `test.each(…)`. */
const opensTest = (source: string, literal: string) =>
  source
    .split(literal)
    .slice(0, -1)
    .some((before) => /(?:\btest|[)])\(\s*$/.test(before))
