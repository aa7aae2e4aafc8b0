import { afterAll, expect, test } from "vitest"
import { inFolder, npmRun, product, removeFolder } from "./support/npm"

afterAll(removeFolder)

test("npm run test:e2e, npm run drill and npm run screenshots run the part that is named", async () => {
  const env: NodeJS.ProcessEnv = { ...product, NODE_ENV: "production", DATA_FOLDER: inFolder("parts") }
  const output = ["--output", inFolder("results")]
  const browser = await npmRun(
    ["test:e2e", "--", "-g", "without the right secret", "--project=desktop", ...output],
    env,
  )
  expect(browser.stdout).toMatch(/end-to-end tests +\d+ s +1 passed, 0 failed/)
  const drill = await npmRun(["drill", "--", "calendar", "small"], env)
  expect(drill.stdout).toMatch(/drills +\d+ s +\d+ passed, 0 failed/)
  const pictures = await npmRun(
    ["screenshots", "--", "-g", "public pages", "--project=desktop", ...output],
    env,
  )
  expect(pictures.stdout).toMatch(/end-to-end tests +\d+ s +1 passed, 0 failed/)
  expect([browser.code, drill.code, pictures.code]).toEqual([0, 0, 0])
}, 180_000)
