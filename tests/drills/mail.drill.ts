import { afterAll, beforeAll, expect, test } from "vitest"
import { secondMs } from "@/lib/domain/time/lifetimes"
import { createStopList } from "@/scripts/lib/steps"
import type { Caught } from "./support/crew"
import { quickTroubles, slowTroubles, type Trouble } from "./support/mail-faults"
import { enqueueUrgent, letRemindersWait, overtakers, type Urgent } from "./support/mail-overtaking"
import { type MailStage, setMailStage } from "./support/mail-stage"
import { checkMails, recoveries } from "./support/mail-verdict"
import { isFull, report, size } from "./support/size"

const workers = size(6, 20)
const kills = size(8, 200)
const faultRounds = size(1, 4)
const sleepers = size(1, 12)
const urgentRounds = size(2, 10)
const wave = size(10, 20)

const stops = createStopList()
afterAll(() => stops.stop())

type Position = Awaited<ReturnType<MailStage["look"]>>

let stage: MailStage
const urgent: Urgent[] = []

beforeAll(async () => {
  stage = await setMailStage(stops, { workers })
  await stage.crew.start()
  await stage.everybody()
})

/** Goes on with waves of reminders until a run stands still where it is wanted. */
async function catchRun(
  isHit: (position: Position) => boolean,
  among: () => Promise<readonly string[]>,
  { people = wave, refused = 0 } = {},
) {
  for (let tries = 0; tries < 50; tries += 1) {
    await stage.everybody(Math.ceil(workers / 2))
    await stage.recipients.add(people, { refused })
    stage.turns.call()
    const caught = await stage.crew.catchOne({ isHit, among, look: stage.look, patienceMs: 2 * secondMs })
    if (caught) return caught
    await stage.idle()
  }
  throw new Error("No run could be hit")
}

async function kill(caught: Caught<Position>) {
  stage.touch(caught.seen.mails, "kill")
  await caught.kill()
  stage.turns.forget(caught.name)
}

const isSending = ({ isSending: is }: Position) => is
const isHolding = ({ held }: Position) => held.length > 0
const isWriting = ({ writing }: Position) => writing > 0

/** Where the next one is killed: with a batch that the provider has, with one in hand, in a transaction that has written. */
const aims = [isSending, isWriting, isSending, isHolding]

test("runs are killed at random instants, in the middle of troubles at the provider", async () => {
  const hits: Position[] = []
  for (let number = 0; number < kills; number += 1) {
    const isHit = aims[number % aims.length] ?? isSending
    if (number % 3 === 0) stage.provider.order(one(quickTroubles))
    const caught = await catchRun(isHit, isHit === isWriting ? stage.writers : stage.holders)
    hits.push(caught.seen)
    await kill(caught)
    await stage.pass(10 * secondMs)
  }
  stage.provider.mend()
  await stage.drain()
  const count = (is: (position: Position) => boolean) => hits.filter(is).length
  const figures = {
    kills: hits.length,
    whileSending: count(isSending),
    withABatchInHand: count(isHolding),
    inATransaction: count(isWriting),
    hitNothing: count((one) => !isHolding(one) && !isWriting(one)),
  }
  expect(figures).toMatchObject({ kills, hitNothing: 0 })
  expect(figures.whileSending).toBeGreaterThanOrEqual(kills / 2)
  expect(figures.inATransaction).toBeGreaterThanOrEqual(kills / 4)
  report("mail, kills", figures)
})

test("each trouble at the provider lasts until runs have given up, and then it is made good", async () => {
  const served: Record<string, number> = {}
  for (let round = 0; round < faultRounds; round += 1) {
    for (const trouble of quickTroubles) await outage(trouble)
    for (const trouble of slowTroubles) await outage(trouble)
    await stage.recipients.add(100, { refused: 1 })
    await stage.drain()
  }
  for (const { kind } of [...quickTroubles, ...slowTroubles, { kind: "validation-error" } as const]) {
    served[kind] = stage.provider.hits(kind)
    expect(served[kind], kind).toBeGreaterThanOrEqual(faultRounds)
  }
  report("mail, troubles", { rounds: faultRounds, served })
})

/** In the small form a slow one ends with the first request that it hit. */
async function outage(trouble: Trouble) {
  const before = stage.provider.hits(trouble.kind)
  stage.provider.order({ ...trouble, times: 10_000 })
  await stage.recipients.add(wave)
  stage.turns.call()
  await stage.until(() => stage.provider.hits(trouble.kind) > before, `${trouble.kind} hit a request`)
  if (isFull || !slowTroubles.includes(trouble)) await stage.idle()
  stage.provider.mend()
  await stage.drain()
}

test("a run that sleeps past its lease, and wakes while others do its work, sends nothing again", async () => {
  for (let number = 0; number < sleepers; number += 1) {
    const isRefused = number % 2 === 0
    const sleeper = await catchRun(isSending, stage.holders, isRefused ? { people: 100, refused: 1 } : {})
    stage.touch(sleeper.seen.mails, "sleep")
    await stage.pass(80 * secondMs, sleeper.name)
    await stage.idle(sleeper.name)
    const before = stage.provider.requests().length
    stage.clock.advance(10 * secondMs)
    stage.turns.call()
    const others = () => stage.turns.running().some((name) => name !== sleeper.name)
    await stage.until(() => isBeingRepeated(sleeper.seen, before, isRefused) || !others(), "others go on")
    sleeper.wake()
    await stage.bustle(500)
    await stage.drain()
  }
  report("mail, sleepers", { sleepers })
})

/** After a refusal it is the parts of the batch that are sent, under keys of their own. */
function isBeingRepeated({ held, mails }: Position, since: number, inParts: boolean): boolean {
  const keys = new Set(held.map(({ batchId }) => batchId))
  return stage.provider
    .requests()
    .slice(since)
    .some(
      (request) =>
        request.isUnderWay &&
        request.mails.some((mail) => mails.includes(mail)) &&
        !(inParts && keys.has(request.key)),
    )
}

test("a mail that somebody waits for never stands behind reminders", async () => {
  const found = { ahead: 0, alongside: 0 }
  for (let number = 0; number < urgentRounds; number += 1) {
    await stage.everybody()
    await letRemindersWait(stage, wave)
    stage.clock.advance(100 * secondMs)
    const mail = await enqueueUrgent(stage, number)
    urgent.push(mail)
    // One run alone has fewer hands than there are batches.
    if (number % 2 === 0) stage.turns.callOne()
    else stage.turns.call()
    await stage.until(() => stage.provider.accepted().some((one) => one.mail === mail.id), "it was sent")
    await stage.idle()
    const { ahead, alongside } = await overtakers(stage, mail)
    found.ahead += ahead
    found.alongside += alongside
    await stage.drain()
  }
  report("mail, urgent", { rounds: urgentRounds, ...found })
  expect(found.ahead).toBe(0)
})

test("nobody has got two, nobody none, and every trouble was over within two minutes", async () => {
  await stage.drain()
  const recipients = urgent.map(({ recipient }) => recipient)
  report("mail", { ...(await checkMails(stage, recipients)), ...stage.turns.figures() })
  const worst = await recoveries(stage)
  report("mail, seconds from the last trouble until settled, at worst", worst)
  expect(Math.max(...Object.values(worst))).toBeLessThanOrEqual(120)
})

function one<Value>(values: readonly [Value, ...Value[]]): Value {
  return values[Math.floor(Math.random() * values.length)] ?? values[0]
}
