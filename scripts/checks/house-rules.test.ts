import { expect, test } from "vitest"
import { belowFloor, brokenRules } from "./house-rules"

const unfinishedWord = ["TO", "DO"].join("")
const home = ["", "home", "ana", "x"].join("/")
const skipped = ["test", "skip"].join(".")

test.each([
  ["a server file without its guard", "lib/accounts/register.ts", 'import { x } from "y"\n'],
  ["the guard further down", "db/queries/cards.ts", '// why\nimport "server-only"\n'],
  ["a letter with a cedilla", "app/page.tsx", "export const title = 'Re\u015fedin\u0163\u0103'\n"],
  ["a path of one machine", "README.md", `see ${home}\n`],
  ["a lockfile of another registry", "package-lock.json", '{"resolved": "https://npm.example.test/a.tgz"}\n'],
  [
    "a package without a hash",
    "package-lock.json",
    `    "node_modules/a": {\n      "version": "1.0.0"\n    },\n`,
  ],
  ["something unfinished", "app/page.tsx", `// ${unfinishedWord} later\n`],
  [
    "a form that a lost network replaces by the error screen",
    "app/cont/pay-form.tsx",
    'import { useActionState } from "react"\n',
  ],
  ["a test that does not run", "lib/a.test.ts", `${skipped}("x")\n`],
])("%s is refused", (_what, path, text) => {
  expect(brokenRules({ path, text })).toHaveLength(1)
})

test.each([
  ["lib/accounts/register.ts", 'import "server-only"\nexport {}\n'],
  ["lib/domain/money/money.ts", "export {}\n"],
  ["lib/mail/transport.ts", "export {}\n"],
  ["app/cont-nou/sign-up.schema.ts", "export {}\n"],
  ["app/page.tsx", "export const title = 'Reședință, toate'\n"],
  ["components/forms/use-form-answer.ts", 'import { useActionState } from "react"\n'],
  ["package-lock.json", '{"resolved": "https://registry.npmjs.org/a.tgz"}\n'],
  ["package-lock.json", `    "node_modules/a": {\n      "integrity": "sha512-YQ=="\n    },\n`],
])("%s is fine", (path, text) => {
  expect(brokenRules({ path, text })).toEqual([])
})

test.each([
  ["16.3.3", 0],
  ["16.4.0", 0],
  ["17.0.0", 0],
  ["16.3.2", 1],
  ["16.3.3-canary.4", 1],
  ["9.9.9", 1],
  [undefined, 1],
])("version %s against the floor 16.3.3: %i problems", (version, problems) => {
  expect(belowFloor({ next: "16.3.3" }, () => version)).toHaveLength(problems)
})
