import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { z } from "zod"

/** For each npm command the file that starts it in a run of `npm test`, and the words that do it there. */
const startedBy: Record<string, readonly [file: string, words: string]> = {
  postinstall: ["scripts/bootstrap.mjs", '"postinstall"'],
  test: [".ci/run", "npm test"],
  check: ["scripts/test.ts", '"check"'],
  "check:types": ["package.json", "npm run check:types"],
  "check:style": ["package.json", "npm run check:style"],
  "check:imports": ["package.json", "npm run check:imports"],
  "check:unused": ["package.json", "npm run check:unused"],
  "check:house": ["package.json", "npm run check:house"],
  "check:budget": ["scripts/test.ts", '"check:budget"'],
  "check:language": ["tests/commands/commands.command.ts", '"check:language"'],
  build: ["scripts/lib/build.ts", '"build"'],
  serve: ["scripts/lib/app-server.ts", '"serve"'],
  start: ["tests/commands/start.command.ts", '["start"]'],
  dev: ["tests/commands/start.command.ts", '"dev"'],
  import: ["e2e/support/import-cards.ts", '"import"'],
  export: ["tests/commands/commands.command.ts", '"export"'],
  operator: ["tests/commands/commands.command.ts", '"operator"'],
  migrate: ["tests/commands/commands.command.ts", '"migrate"'],
  bench: ["tests/commands/commands.command.ts", '"bench"'],
  mails: ["tests/commands/commands.command.ts", '"mails"'],
  sbom: ["tests/commands/commands.command.ts", '"sbom"'],
  licences: ["tests/commands/commands.command.ts", '"licences"'],
  "design-pictures": ["tests/commands/commands.command.ts", '"design-pictures"'],
  "site-pictures": ["tests/commands/commands.command.ts", '"site-pictures"'],
  "invoice-pictures": ["tests/commands/commands.command.ts", '"invoice-pictures"'],
  "test:unit": ["tests/commands/commands.command.ts", '"test:unit"'],
  "test:e2e": ["tests/commands/parts.command.ts", '"test:e2e"'],
  simulate: ["tests/commands/commands.command.ts", '"simulate"'],
  drill: ["tests/commands/parts.command.ts", '"drill"'],
  screenshots: ["tests/commands/parts.command.ts", '"screenshots"'],
}

test("every npm command is started by a run of npm test", () => {
  const packageJson = z.object({ scripts: z.record(z.string(), z.string()) })
  const { scripts } = packageJson.parse(JSON.parse(readFileSync("package.json", "utf8")))
  expect(Object.keys(startedBy).toSorted()).toEqual(Object.keys(scripts).toSorted())
})

test.for(Object.entries(startedBy))("npm run %s is started where the list says", ([, [file, words]]) => {
  expect(readFileSync(file, "utf8")).toContain(words)
})
