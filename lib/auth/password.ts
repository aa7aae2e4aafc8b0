import "server-only"
import { availableParallelism } from "node:os"
import { hash, verify } from "@node-rs/argon2"
import { normalizePassword } from "@/lib/domain/people/password-policy"
import { ok, type Result, refuse } from "@/lib/domain/result"

/** Argon2id is the library's default variant; 19 MiB, two passes, one lane (OWASP password storage, 2024). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/** As many at once as there are processors, and a short queue: past that a flood is refused instead of remembered. */
const atOnce = availableParallelism()
const longestQueue = 64
let running = 0
const waiting: (() => void)[] = []

/** Hashes off the event loop. `busy`: too many are asked for at once; nothing was computed. */
export const hashPassword = (password: string): Promise<Result<string, "busy">> =>
  inTurn(() => hash(normalizePassword(password), cost))

/** Without a hash (an unknown address) it takes the same time and says no. */
export const verifyPassword = (
  password: string,
  storedHash: string | null,
): Promise<Result<boolean, "busy">> =>
  inTurn(async () => {
    const fits = await verify(storedHash ?? (await dummyHash()), normalizePassword(password))
    return fits && storedHash !== null
  })

let dummy: Promise<string> | undefined
function dummyHash(): Promise<string> {
  dummy ??= hash("nobody has this password", cost)
  return dummy
}

async function inTurn<Value>(compute: () => Promise<Value>): Promise<Result<Value, "busy">> {
  if (running >= atOnce) {
    if (waiting.length >= longestQueue) return refuse("busy")
    await new Promise<void>((next) => waiting.push(next))
  } else {
    running += 1
  }
  try {
    return ok(await compute())
  } finally {
    const next = waiting.shift()
    if (next) next()
    else running -= 1
  }
}
