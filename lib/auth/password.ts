import "server-only"
import { availableParallelism } from "node:os"
import { hash, verify } from "@node-rs/argon2"
import { normalizePassword } from "@/lib/domain/people/password-policy"
import type { Result } from "@/lib/domain/result"
import { type Asker, createHashQueue } from "./hash-queue"

/** Argon2id is the library's default variant; 19 MiB, two passes, one lane (OWASP password storage, 2024). */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

/**
 * At most one hash per processor runs at a time. 64 wait for about two seconds on two processors; a call
 * that waits longer is answered `busy`, because its reader has pressed the button again by then.
 */
const queue = createHashQueue({
  atOnce: availableParallelism(),
  longest: 64,
  oldestMs: 2_000,
  knownInARow: 8,
  knownOfOne: 2,
})

/** Whether a call would be refused at once, so that nothing need be read or counted for it. */
export const isHashQueueFull = queue.isFull

/**
 * Hashes outside the event loop. `busy`: nothing was computed. With `like`, under the salt
 * of that hash, so that `findPassword` compares a password with both by one computation.
 */
export const hashPassword = (
  asker: Asker,
  password: string,
  like?: string,
): Promise<Result<string, "busy">> =>
  queue.inTurn(asker, () =>
    hash(normalizePassword(password), { ...cost, ...(like && { salt: settingsOf(like).salt }) }),
  )

/**
 * Which of several stored hashes belongs to the password: its index, or -1. One computation, under the salt
 * of the first one; hashes under another salt are not found.
 */
export const findPassword = (
  asker: Asker,
  password: string,
  [first, ...others]: readonly [string, ...string[]],
): Promise<Result<number, "busy">> =>
  queue.inTurn(asker, async () => {
    const computed = await hash(normalizePassword(password), settingsOf(first))
    return [first, ...others].indexOf(computed)
  })

/** "$argon2id$v=19$m=19456,t=2,p=1$salt$hash" */
function settingsOf(stored: string) {
  const form = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$/
  const [, memoryCost, timeCost, parallelism, salt = ""] = form.exec(stored) ?? []
  return {
    memoryCost: Number(memoryCost),
    timeCost: Number(timeCost),
    parallelism: Number(parallelism),
    salt: Buffer.from(salt, "base64"),
  }
}

/**
 * With `storedHash` null (unknown address) it verifies a dummy hash, so that the time is the same, and
 * returns false.
 */
export const verifyPassword = (
  asker: Asker,
  password: string,
  storedHash: string | null,
): Promise<Result<boolean, "busy">> =>
  queue.inTurn(asker, async () => {
    const fits = await verify(storedHash ?? (await dummyHash()), normalizePassword(password))
    return fits && storedHash !== null
  })

let dummy: Promise<string> | undefined
function dummyHash(): Promise<string> {
  dummy ??= hash("the password of no account", cost)
  return dummy
}
