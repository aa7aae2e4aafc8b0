import { AsyncLocalStorage } from "node:async_hooks"
import { handlers } from "../acts/handlers"
import type { Act } from "../core/agenda"
import { drawProcess, immortal, inProcess, ProcessDied } from "../core/process"
import { openAnotherAccount } from "./build-world"
import { repeatWebhook } from "./repeat-webhook"
import { breakPromise, type FollowUp, hours, personOf, type Scene, type World } from "./world"

/** Acts of the world outside need no product: they happen also while it is down. */
const outside = /^(?:at-page|transfer-|refund-|dispute-|bank-|goodwill|stripe-|mailbox-|card-breaks|gateway-)/
/** Runs everything that is due until an instant, in order. */
export async function runUntil(world: World, instant: number): Promise<void> {
  for (let act = world.agenda.takeDue(instant); act; act = world.agenda.takeDue(instant)) {
    if (isDropped(world, act)) continue
    world.clock.now = Math.max(world.clock.now, act.at)
    if (isPutOff(world, act)) world.agenda.add({ ...act, at: act.at + hours(48) })
    else await step(world, act)
  }
  world.clock.now = Math.max(world.clock.now, instant)
}

/** Time passes inside an act: what is due meanwhile happens now. */
export async function passTime(world: World, milliseconds: number): Promise<void> {
  const instant = world.clock.now + milliseconds
  if (world.depth >= 2) {
    world.clock.now = instant
    return
  }
  await runUntil(world, instant)
}

/** A follow-up of a dropped act never comes to be; one can also be dropped by itself. */
const isDropped = ({ dropped }: World, { id }: Act) => dropped.has(id)

const isPerson = ({ who }: Act) => /^(?:c\d+|stranger|bank|operator)$/.test(who)

/** At rest people do nothing new. */
const isPutOff = ({ faults }: World, act: Act) => !faults && isPerson(act)

async function step(world: World, act: Act): Promise<void> {
  world.depth += 1
  try {
    const outcome = await outcomeOf(world, act)
    world.counts.steps += 1
    world.done.push({ id: act.id, who: act.who, kind: act.kind })
    if (isPerson(act) && act.who !== "bank") world.counts.acts += 1
    const instant = new Date(act.at).toISOString()
    world.log.add(`${instant} ${act.id} ${act.who} ${act.kind}: ${outcome}`)
  } finally {
    world.depth -= 1
  }
}

async function outcomeOf(world: World, act: Act): Promise<string> {
  const handler = handlers[act.kind]
  if (!handler) throw new Error(`Unknown act ${act.kind}`)
  const random = world.random(act.id)
  const scene: Scene = { world, act, random, follow: (next) => followUp(world, act, next) }
  const isOutside = outside.test(act.kind)
  if (!isOutside && world.clock.now < world.downUntil) return whenDown(scene)
  const isSignedOut = /^c\d+$/.test(act.who) && !isOutside && !(await hasAccount(world, act.who))
  if (isSignedOut) await openAnotherAccount(world, personOf(world, act.who))
  const process = world.faults && !isOutside ? drawProcess(world.random(`${act.id}#process`)) : immortal()
  try {
    return await scenes.run(scene, () => inProcess(process, () => handler(scene)))
  } catch (error) {
    if (isDeath(error)) return whenDied(scene, process.steps)
    const message = messageOf(error)
    breakPromise(world, "nothing-throws", `${act.kind}: ${message}`)
    if (isWebhook(act)) repeatWebhook(scene)
    return `threw ${message}`
  } finally {
    world.counts.statements += process.steps
  }
}

async function hasAccount(world: World, name: string): Promise<boolean> {
  const { customerId } = personOf(world, name)
  const rows = await world.sql`select from customers where id = ${customerId}`
  return rows.length > 0
}

/** The act that runs: what a vendor sends on its way is caused by it. */
const scenes = new AsyncLocalStorage<Scene>()
export const currentScene = (): Scene | undefined => scenes.getStore()

/** drizzle wraps what a statement throws. */
const isDeath = (error: unknown): boolean =>
  error instanceof ProcessDied || (error instanceof Error && error.cause instanceof ProcessDied)

const isWebhook = ({ kind }: Act) => kind === "stripe-webhook" || kind === "resend-webhook"

/** Jobs are missed, people come back another day, vendors repeat their webhooks. */
function whenDown(scene: Scene): string {
  if (isWebhook(scene.act)) repeatWebhook(scene)
  return "the site is down"
}

/** Often it is the machine that died, and more than one process with it. */
function whenDied(scene: Scene, steps: number): string {
  const { world, act } = scene
  if (isWebhook(act)) repeatWebhook(scene)
  const random = world.random(`${act.id}#outage`)
  const [isOutage, lasts] = [random.chance(0.3), hours(1 + 45 * random.next() ** 2)]
  if (isOutage) world.downUntil = Math.max(world.downUntil, world.clock.now + Math.round(lasts))
  return `died at step ${steps}${isOutage ? ", outage" : ""}`
}

const followUps = new WeakMap<Act, number>()

function followUp(world: World, cause: Act, { kind, afterMs, who, about }: FollowUp): void {
  const count = (followUps.get(cause) ?? 0) + 1
  followUps.set(cause, count)
  const id = `${cause.id}/${count}`
  const at = Math.round(world.clock.now + afterMs)
  world.agenda.add({ id, kind, who: who ?? cause.who, at, about: about ?? {} })
}

/** The cause of an error, without what differs between two runs. */
function messageOf(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
  const text = cause instanceof Error ? `${cause.name} ${cause.message}` : String(cause)
  return text.split("\n")[0]?.replace(/[0-9a-f-]{36}/g, "#") ?? ""
}
