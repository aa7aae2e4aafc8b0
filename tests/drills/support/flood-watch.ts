import { setTimeout as sleep } from "node:timers/promises"
import { expect } from "vitest"
import { newCustomer, signIn } from "./accounts"
import { environment, freshIp } from "./drill"
import { isFull } from "./size"
import { newVisitor, type Visitor } from "./visitor"

/** In milliseconds. A sign-in is opening the form and posting it. */
export type Watched = {
  readonly knownBrowser: number[]
  readonly newBrowser: number[]
  readonly live: number[]
}

export async function newOwner() {
  const { email } = await newCustomer()
  const known = newVisitor({ ip: freshIp() })
  expect((await signIn(known, { email })).status).toBe(303)
  return { email, known }
}

export type Owner = Awaited<ReturnType<typeof newOwner>>

/** Signs the owner in, from both browsers in turn, and asks whether the server lives, until `isOver`. */
export async function watch({ email, known }: Owner, isOver: () => boolean): Promise<Watched> {
  const watched: Watched = { knownBrowser: [], newBrowser: [], live: [] }
  const live = watchLive(environment.appUrl, isOver, watched.live)
  do {
    // Each time from another place: people sign in once, and a place that asks often waits for others.
    const browser = newVisitor({ ip: freshIp(), cookies: known.cookiesNow() })
    watched.knownBrowser.push(await timeSignIn(browser, email))
    watched.newBrowser.push(await timeSignIn(newVisitor({ ip: freshIp() }), email))
    if (isFull) await sleep(500)
  } while (!isOver())
  await live
  return watched
}

async function timeSignIn(visitor: Visitor, email: string): Promise<number> {
  const started = performance.now()
  expect((await signIn(visitor, { email })).status, "the owner's sign-in").toBe(303)
  return performance.now() - started
}

/** Adds the milliseconds of each answer. */
export async function watchLive(url: string, isOver: () => boolean, times: number[]): Promise<void> {
  do {
    const started = performance.now()
    expect((await fetch(`${url}/api/live`)).status).toBe(200)
    times.push(performance.now() - started)
    await sleep(20)
  } while (!isOver())
}

export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((one, other) => one - other)
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN)
}
