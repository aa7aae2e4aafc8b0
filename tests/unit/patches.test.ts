import { globSync, readFileSync } from "node:fs"
import { expect, test } from "vitest"

test("every patch of patches/ is applied to the installed package", () => {
  const patches = globSync("patches/*.patch").map((file) => readFileSync(file, "utf8"))
  expect(patches.length).toBeGreaterThan(0)
  for (const patch of patches) {
    for (const part of patch.split(/^diff --git /m).slice(1)) {
      const file = /^\+\+\+ b\/(.+)$/m.exec(part)?.[1] ?? ""
      const added = [...part.matchAll(/^\+(?!\+\+)(.+)$/gm)].map(([, line = ""]) => line)
      const installed = readFileSync(file, "utf8")
      for (const line of added) expect(installed, file).toContain(line)
    }
  }
})
