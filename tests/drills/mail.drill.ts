import { afterAll, beforeAll, expect, test } from "vitest"
import { secondMs } from "@/lib/domain/time/lifetimes"
import { createStopList } from "@/scripts/lib/steps"
import { checkMails, longestRecoveries } from "./support/check-mails"
import { type MailDrill, setUpMailDrill } from "./support/mail-drill"
import { type FaultOrder, quickFaults, slowFaults } from "./support/mail-faults"
import { isFull, report, size } from "./support/size"
import { countOvertaking, enqueueUrgent, queueReminders, type UrgentMail } from "./support/urgent-mails"
import type { Paused } from "./support/worker-pool"

const workers = size(6, 20)
const kills = size(8, 200)
const faultRounds = size(1, 4)
const pauses = size(1, 12)
const urgentRounds = size(2, 10)
/** How many customers get a reminder in one step of the drill. */
const groupSize = size(10, 20)

const stops = createStopList()
afterAll(() => stops.stop())

type Seen = Awaited<ReturnType<MailDrill["inspect"]>>

let drill: MailDrill
const urgentMails: UrgentMail[] = []

beforeAll(async () => {
  drill = await setUpMailDrill(stops, { workers })
  await drill.pool.start()
  await drill.untilWaiting()
})

type PauseOptions = {
  readonly matches: (seen: Seen) => boolean
  /** The workers that may match. */
  readonly candidates: () => Promise<readonly string[]>
  readonly customers?: number
  readonly refused?: number
}

/** Starts run after run, each with new reminders, until a worker is paused where it matches. */
async function pauseRun({ matches, candidates, customers = groupSize, refused = 0 }: PauseOptions) {
  for (let tries = 0; tries < 50; tries += 1) {
    await drill.untilWaiting(Math.ceil(workers / 2))
    await drill.recipients.add(customers, { refused })
    drill.scheduler.runAll()
    const target = { matches, candidates, inspect: drill.inspect, patienceMs: 2 * secondMs }
    const paused = await drill.pool.pauseOne(target)
    if (paused) return paused
    await drill.untilIdle()
  }
  throw new Error("No run matched")
}

async function kill(paused: Paused<Seen>) {
  drill.disturb(paused.seen.mails, "kill")
  await paused.kill()
  drill.scheduler.forget(paused.name)
}

const isSending = (seen: Seen) => seen.isSending
/** PostgreSQL ends the session of a process that stands still inside a transaction, and with it the run. */
const isSendingOnly = (seen: Seen) => seen.isSending && seen.open === 0
const isHolding = ({ held }: Seen) => held.length > 0
const isWriting = ({ writing }: Seen) => writing > 0

/** Each kill waits for a worker in the next of these states. */
const killTargets = [isSending, isWriting, isSending, isHolding]

test("runs are killed at random instants while the provider has faults", async () => {
  const seen: Seen[] = []
  for (let number = 0; number < kills; number += 1) {
    const matches = killTargets[number % killTargets.length] ?? isSending
    if (number % 3 === 0) drill.provider.order(randomOf(quickFaults))
    const candidates = matches === isWriting ? drill.writers : drill.batchHolders
    const paused = await pauseRun({ matches, candidates })
    seen.push(paused.seen)
    await kill(paused)
    await drill.advance(10 * secondMs)
  }
  drill.provider.mend()
  await drill.drain()
  const count = (is: (one: Seen) => boolean) => seen.filter(is).length
  const figures = {
    kills: seen.length,
    whileSending: count(isSending),
    whileHoldingABatch: count(isHolding),
    inATransaction: count(isWriting),
    whileIdle: count((one) => !isHolding(one) && !isWriting(one)),
  }
  expect(figures).toMatchObject({ kills, whileIdle: 0 })
  expect(figures.whileSending).toBeGreaterThanOrEqual(kills / 2)
  expect(figures.inATransaction).toBeGreaterThanOrEqual(kills / 4)
  report("mail, kills", figures)
})

test("each fault of the provider lasts until the runs give up, and then every mail is sent", async () => {
  const hits: Record<string, number> = {}
  for (let round = 0; round < faultRounds; round += 1) {
    for (const fault of quickFaults) await outage(fault)
    for (const fault of slowFaults) await outage(fault)
    await drill.recipients.add(100, { refused: 1 })
    await drill.drain()
  }
  for (const { kind } of [...quickFaults, ...slowFaults, { kind: "validation-error" } as const]) {
    hits[kind] = drill.provider.hits(kind)
    expect(hits[kind], kind).toBeGreaterThanOrEqual(faultRounds)
  }
  report("mail, faults", { rounds: faultRounds, hits })
})

/** In the small form an outage with a slow fault ends with the first request that it hits. */
async function outage(fault: FaultOrder) {
  const before = drill.provider.hits(fault.kind)
  drill.provider.order({ ...fault, times: 10_000 })
  await drill.recipients.add(groupSize)
  drill.scheduler.runAll()
  await drill.until(() => drill.provider.hits(fault.kind) > before, `${fault.kind} hit a request`)
  if (isFull || !slowFaults.includes(fault)) await drill.untilIdle()
  drill.provider.mend()
  await drill.drain()
}

test("a run that is paused past its lease, and resumes while others send its batch, sends nothing twice", async () => {
  for (let number = 0; number < pauses; number += 1) {
    const isRefused = number % 2 === 0
    const group = isRefused ? { customers: 100, refused: 1 } : {}
    const paused = await pauseRun({ matches: isSendingOnly, candidates: drill.batchHolders, ...group })
    drill.disturb(paused.seen.mails, "pause")
    await drill.advance(80 * secondMs, paused.name)
    await drill.untilIdle(paused.name)
    const before = drill.provider.requests().length
    drill.clock.advance(10 * secondMs)
    drill.scheduler.runAll()
    const othersRun = () => drill.scheduler.running().some((name) => name !== paused.name)
    await drill.until(
      () => isBeingRepeated(paused.seen, before, isRefused) || !othersRun(),
      "the others send the batch",
    )
    paused.resume()
    await drill.runFor(500)
    await drill.drain()
  }
  report("mail, pauses", { pauses })
})

/** After a refusal the batch is sent in parts, each with an idempotency key of its own. */
function isBeingRepeated({ held, mails }: Seen, since: number, inParts: boolean): boolean {
  const keys = new Set(held.map(({ batchId }) => batchId))
  return drill.provider
    .requests()
    .slice(since)
    .some(
      (request) =>
        request.isUnderWay &&
        request.mails.some((mail) => mails.includes(mail)) &&
        !(inParts && keys.has(request.key)),
    )
}

test("an urgent mail never waits behind reminders", async () => {
  const overtaking = { ahead: 0, alongside: 0 }
  for (let number = 0; number < urgentRounds; number += 1) {
    await drill.untilWaiting()
    await queueReminders(drill, groupSize)
    drill.clock.advance(100 * secondMs)
    const mail = await enqueueUrgent(drill, number)
    urgentMails.push(mail)
    // In every second round one worker runs alone, with more batches waiting than it can send at once.
    if (number % 2 === 0) drill.scheduler.runOne()
    else drill.scheduler.runAll()
    const isSent = () => drill.provider.accepted().some((one) => one.mail === mail.id)
    await drill.until(isSent, "the urgent mail was sent")
    await drill.untilIdle()
    const { ahead, alongside } = await countOvertaking(drill, mail)
    overtaking.ahead += ahead
    overtaking.alongside += alongside
    await drill.drain()
  }
  report("mail, urgent", { rounds: urgentRounds, ...overtaking })
  expect(overtaking.ahead).toBe(0)
})

test("every customer got exactly one mail, and every mail was settled within two minutes", async () => {
  await drill.drain()
  const recipients = urgentMails.map(({ recipient }) => recipient)
  report("mail", { ...(await checkMails(drill, recipients)), ...drill.scheduler.figures() })
  const longest = await longestRecoveries(drill)
  report("mail, longest seconds from the last disturbance until settled", longest)
  expect(Math.max(...Object.values(longest))).toBeLessThanOrEqual(120)
})

const randomOf = <Value>(values: readonly [Value, ...Value[]]): Value =>
  values[Math.floor(Math.random() * values.length)] ?? values[0]
