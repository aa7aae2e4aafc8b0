import { createStopList, onTermination } from "@/scripts/lib/steps"
import { expiryBench } from "./expiry/bench"

/** `npm run bench -- <name> [small]`: measures, prints a table and writes it to bench/results. */
const benches = { expiry: expiryBench }

const [name = "", size] = process.argv.slice(2)
const bench = Object.entries(benches).find(([one]) => one === name)?.[1]
if (!bench || (size !== undefined && size !== "small")) {
  console.error(`npm run bench -- <${Object.keys(benches).join("|")}> [small]`)
  process.exit(2)
}

const stops = createStopList()
onTermination(async (reason) => {
  console.log(`\nStopping (${reason}) …`)
  await stops.stop()
  process.exit(130)
})
try {
  await bench({ isSmall: size === "small", stops })
} catch (error) {
  if (!stops.isStopping()) console.error(error)
  process.exitCode = 1
}
await stops.stop()
process.exit()
