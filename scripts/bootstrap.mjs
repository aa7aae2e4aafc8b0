// `node scripts/bootstrap.mjs <script> [arguments]`: needs Node 20 and nothing installed. Installs what the
// lockfile names when something is missing, then runs the TypeScript script on the Node that package.json
// pins.
import { spawn } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { delimiter, join, resolve } from "node:path"

const root = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "..")
const pinnedNode = join(root, "node_modules/node/bin/node")
const [script, ...args] = process.argv.slice(2)

if (Number(process.versions.node.split(".")[0]) < 20)
  fail(`Node 20 or newer is needed; this is ${process.version}.`)
process.chdir(root)
/** The running child process; signals are passed on to it. */
let child
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child?.kill(signal))
if (process.env.npm_lifecycle_event) endWithParent()
await install()
run()

async function install() {
  if (isInstalled()) return
  const started = Date.now()
  console.log("Installing what package-lock.json names (npm ci) …")
  await npm("ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error")
  // Install scripts provide the Node binary and apply our patches; the user may have disabled them.
  if (!existsSync(pinnedNode)) await npm("rebuild", "node", "--ignore-scripts=false", "--loglevel=error")
  await npm("run", "--silent", "postinstall")
  if (!isInstalled()) fail("npm ci ended well, but node_modules does not fit package-lock.json.")
  console.log(`  installed in ${((Date.now() - started) / 1000).toFixed(1)} s`)
}

/** npm writes node_modules/.package-lock.json last, so after an interrupted install it is missing or old. */
function isInstalled() {
  const record = join(root, "node_modules/.package-lock.json")
  if (!existsSync(record) || !existsSync(pinnedNode)) return false
  const wanted = packagesOf(join(root, "package-lock.json"))
  const present = packagesOf(record)
  return Object.entries(wanted).every(([path, { version, integrity, optional, link }]) => {
    if (path === "" || link) return true
    const found = present[path]
    return found ? found.version === version && found.integrity === integrity : optional
  })
}

function packagesOf(lockfile) {
  return JSON.parse(readFileSync(lockfile, "utf8")).packages
}

function npm(...command) {
  const cli = process.env.npm_execpath
  const [program, first] = cli?.endsWith(".js") ? [process.execPath, [cli]] : ["npm", []]
  child = spawn(program, [...first, ...command], { stdio: "inherit" })
  return new Promise((resolve) => {
    child.on("error", (error) => fail(`npm does not start: ${error.message}`))
    child.on("exit", (code) => (code === 0 ? resolve() : fail(`npm ${command.join(" ")} failed.`)))
  })
}

function run() {
  // Through the IPC channel, the script notices when this process is killed.
  child = spawn(pinnedNode, ["--import", "tsx", join(root, script), ...args], {
    stdio: ["inherit", "inherit", "inherit", "ipc"],
    env: {
      ...process.env,
      TSX_TSCONFIG_PATH: join(root, "scripts/tsconfig.json"),
      PATH: join(root, "node_modules/.bin") + delimiter + process.env.PATH,
    },
  })
  child.on("exit", (code, signal) => process.exit(signal ? 1 : (code ?? 1)))
}

/** Ends the script when npm was killed and could pass on no signal. */
function endWithParent() {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) child?.kill("SIGTERM")
  }, 1_000).unref()
}

function fail(message) {
  console.error(message)
  process.exit(1)
}
