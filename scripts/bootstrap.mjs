// `node scripts/bootstrap.mjs <script> [arguments]`: needs Node 20 and nothing installed. Runs the TypeScript
// script on the Node that package.json pins. When packages are missing, the commands of a fresh clone install
// what the lockfile names; those of a deployment name them and end, and leave node_modules as it is.
import { spawn } from "node:child_process"
import { existsSync, readFileSync } from "node:fs"
import { delimiter, join, resolve } from "node:path"

const root = resolve(import.meta.dirname ?? new URL(".", import.meta.url).pathname, "..")
const pinnedNode = join(root, "node_modules/node/bin/node")
const ofFreshClone = ["scripts/start.ts", "scripts/test.ts", "tests/simulation/simulate.ts"]
const [script, ...args] = process.argv.slice(2)

if (Number(process.versions.node.split(".")[0]) < 20)
  fail(`Node 20 or newer is needed; this is ${process.version}.`)
process.chdir(root)
/** The running child process; signals are passed on to it. */
let child
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => child?.kill(signal))
if (process.env.npm_lifecycle_event) endWithParent()
if (ofFreshClone.includes(script)) await install()
else refuseWhatIsMissing()
run()

/** A deployment: what only development needs may be missing. A server may be running on these packages. */
function refuseWhatIsMissing() {
  const missing = missingPackages({ withDev: false })
  if (missing.length === 0) return
  const more = missing.length > 5 ? ` and ${missing.length - 5} more` : ""
  fail(
    `node_modules lacks ${missing.slice(0, 5).join(", ")}${more}. Nothing was installed or started.\n` +
      "Install first, with install scripts: npm ci (in production npm ci --omit=dev, see the README).",
  )
}

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

function isInstalled() {
  return missingPackages({ withDev: true }).length === 0
}

/** npm writes node_modules/.package-lock.json last, so after an interrupted install it is missing or old. */
function missingPackages({ withDev }) {
  const record = join(root, "node_modules/.package-lock.json")
  const present = existsSync(record) ? packagesOf(record) : {}
  const wanted = packagesOf(join(root, "package-lock.json"))
  const missing = Object.entries(wanted).filter(([path, { version, integrity, optional, link, ...kind }]) => {
    if (path === "" || link || (kind.dev && !withDev)) return false
    const found = present[path]
    if (!found) return !optional && (withDev || !kind.devOptional)
    return found.version !== version || found.integrity !== integrity
  })
  const names = missing.map(([path]) => path.slice("node_modules/".length))
  return existsSync(pinnedNode) || names.includes("node")
    ? names
    : ["the program of the package node", ...names]
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
