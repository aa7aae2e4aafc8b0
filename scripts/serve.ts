import { existsSync } from "node:fs"
import { parseEnv } from "@/lib/env"
import { driverPatchProblem } from "@/lib/runtime/driver-patch"
import { endGroup } from "./lib/child"
import { isSet, loadDotEnv } from "./lib/local-environment"
import { onTermination } from "./lib/steps"
import { startTool } from "./lib/tools"

/** `npm run serve`, for production: starts only the built application, or lists what is missing. */
const drainMs = 28_000

loadDotEnv()
const problems = missing()
if (problems.length > 0) {
  console.error(problems.join("\n"))
  process.exit(1)
}

const port = process.env.PORT || "3000"
const app = await startTool({
  command: process.execPath,
  args: ["node_modules/next/dist/bin/next", "start", "-p", port],
  env: { ...process.env, NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" },
  onStart: () => {},
})
// Next answers the open requests, then ends; after `drainMs` it is killed.
onTermination(() => endGroup(app.pid, "SIGTERM", drainMs))
const end = await app.ended
process.exit(/exit code (0|130|143)$/.test(end) ? 0 : 1)

function missing(): string[] {
  const found = [driverPatchProblem(process.cwd())].filter((problem) => problem !== null)
  try {
    parseEnv(process.env)
  } catch (error) {
    found.push(error instanceof Error ? error.message : String(error))
  }
  if (!isSet("NEXT_SERVER_ACTIONS_ENCRYPTION_KEY")) {
    found.push("  NEXT_SERVER_ACTIONS_ENCRYPTION_KEY: set the one that the build was made with")
  }
  if (!existsSync(`${process.env.NEXT_DIST_DIR ?? ".next"}/BUILD_ID`)) found.push("No build: npm run build")
  return found
}
