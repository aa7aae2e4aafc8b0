import { mkdirSync, rmSync, symlinkSync, writeFileSync } from "node:fs"
import { dirname, join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { inDataFolder, projectRoot } from "@/scripts/lib/data-folder"
import { freePort } from "@/scripts/lib/ports"
import { temporaryFolder } from "@/scripts/lib/postgres-files"
import type { createStopList } from "@/scripts/lib/steps"
import { endOf, runTool, startTool } from "@/scripts/lib/tools"

/** What every Next application costs: one page that is rendered for each request, and a probe. */
const files = {
  "app/layout.js": "export default ({ children }) => <html lang='ro'><body>{children}</body></html>",
  "app/page.js": `export const dynamic = "force-dynamic"\nexport default () => <p>{Date.now()}</p>`,
  "app/api/live/route.js": `export const dynamic = "force-dynamic"\nexport const GET = () => Response.json({})`,
  "next.config.mjs": "export default { poweredByHeader: false }",
}

/** Builds and starts an empty Next application. Returns its address. */
export async function startFloorApp(stops: ReturnType<typeof createStopList>): Promise<string> {
  const folder = temporaryFolder("focus-sat-floor-")
  stops.add("The folder of the floor", async () => rmSync(folder, { recursive: true, force: true }))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  symlinkSync(join(projectRoot, "node_modules"), join(folder, "node_modules"))
  const next = (...args: string[]) => ({
    command: process.execPath,
    args: ["node_modules/next/dist/bin/next", ...args],
    env: { PATH: process.env["PATH"], NODE_ENV: "production" as const, NEXT_TELEMETRY_DISABLED: "1" },
    log: inDataFolder("floor-app.log"),
    onStart: () => {},
  })
  await runTool(next("build", folder, "--webpack"))
  const port = await freePort()
  const child = await startTool(next("start", folder, "-H", "127.0.0.1", "-p", String(port)))
  stops.add("The floor", () => child.stop("SIGTERM", 5_000))
  const url = `http://127.0.0.1:${port}`
  while (!(await answers(`${url}/api/live`))) {
    if (child.hasEnded())
      throw new Error(`The floor ended: ${await child.ended}${endOf(inDataFolder("floor-app.log"))}`)
    await sleep(50)
  }
  return url
}

const answers = (url: string) =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  )
