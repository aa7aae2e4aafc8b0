import { afterAll, beforeAll, expect, test } from "vitest"
import { authenticate } from "@/lib/accounts/authenticate"
import { inspectSignInLink } from "@/lib/accounts/inspect-sign-in-link"
import { recognizeBrowser } from "@/lib/accounts/recognize-browser"
import { requestPasswordReset } from "@/lib/accounts/request-password-reset"
import { requestSignInLink } from "@/lib/accounts/request-sign-in-link"
import { resetPassword } from "@/lib/accounts/reset-password"
import type { App } from "@/lib/app"
import { later, minuteMs } from "@/lib/domain/time/lifetimes"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { createStopList } from "@/scripts/lib/steps"
import { aDevice } from "@/tests/support/factories/clients"
import { aCustomer } from "@/tests/support/factories/customers"
import { violations } from "@/tests/support/invariants"
import { mailApp } from "./support/mail-app"
import { type Provider, startProvider } from "./support/mail-provider"
import { startOwnDatabase } from "./support/own-database"
import { report, size } from "./support/size"
import { placeOf, strangerActs, type Target } from "./support/stranger-acts"

const owners = size(3, 60)
const minutesBetweenActs = size(4, 1)
const guessesEachTime = size(8, 4)
const [password, newPassword] = ["trei cuvinte la întâmplare", "altă parolă lungă de test"]
const ofReset = /\/parola-noua\/([\w-]+)/
const ofSignIn = /\/intrare\/([\w-]+)/

const stops = createStopList()
afterAll(() => stops.stop())

let provider: Provider
let app: App
let now = new Date("2026-11-23T09:00:00.000Z")
type Arrived = { readonly at: Date; readonly recipient: string; readonly text: string }
let inboxes: Arrived[] = []
let read = 0

beforeAll(async () => {
  const own = await startOwnDatabase(stops, { name: "recovery", connections: 8 })
  provider = await startProvider({ latency: () => 0, isRefused: () => false })
  stops.add("The provider", provider.close)
  const parts = mailApp({ db: own.db, now: () => now, mailUrl: provider.url })
  app = { ...parts, unsolicitedMailsPerHour: 300 }
})
afterAll(async () => expect(await violations(app.db), "invariants").toEqual([]))

async function deliver() {
  await deliverOutbox(app, { budgetMs: 60_000 })
  const mails = provider.accepted()
  inboxes.push(...mails.slice(read).map(({ recipient, text }) => ({ at: now, recipient, text })))
  read = mails.length
}

/** The newest link of one kind in an inbox, with the minutes that it has left. */
function newestLink({ email }: Target, link: RegExp, lifetimeMinutes: number) {
  const mail = inboxes.findLast(({ recipient, text }) => recipient === email && link.test(text))
  const age = mail ? (now.getTime() - mail.at.getTime()) / minuteMs : Number.POSITIVE_INFINITY
  return { token: link.exec(mail?.text ?? "")?.[1] ?? "", minutesLeft: lifetimeMinutes - age }
}

/** What the owner does at any moment of the hour: a new browser by link, then a reset in another one. */
async function recover(owner: Target): Promise<{ readonly wasRefused: boolean }> {
  const browser = aDevice("198.51.100.7")
  const { email } = owner
  const direct = await authenticate(app, { email, password, client: browser })
  await requestSignInLink(app, email)
  await deliver()
  const link = newestLink(owner, ofSignIn, 40)
  expect(link.minutesLeft, "minutes of the sign-in link").toBeGreaterThanOrEqual(20)
  expect((await inspectSignInLink(app, link.token)).state).toBe("valid")
  expect((await recognizeBrowser(app, { token: link.token, client: browser })).ok).toBe(true)
  expect((await authenticate(app, { email, password, client: browser })).ok, "in by the link").toBe(true)

  await requestPasswordReset(app, email)
  await deliver()
  const reset = newestLink(owner, ofReset, 60)
  expect(reset.minutesLeft, "minutes of the reset link").toBeGreaterThanOrEqual(40)
  const after = aDevice("198.51.100.8")
  const change = await resetPassword(app, { token: reset.token, password: newPassword, client: after })
  expect(change.ok).toBe(true)
  expect((await authenticate(app, { email, password: newPassword, client: after })).ok).toBe(true)
  return { wasRefused: !direct.ok }
}

/** Every act of strangers at every owner, each from another place; most of them are guesses. */
async function strangersAct(targets: readonly Target[], hasHeader: boolean, before: number): Promise<number> {
  const { "wrong password": guess, ...others } = strangerActs
  let acts = before
  for (const act of [...Object.values(others), ...Array.from({ length: guessesEachTime }, () => guess)]) {
    const from = targets.map((target, at) => ({ target, ip: placeOf(acts + at, hasHeader) }))
    await Promise.all(from.map(({ target, ip }) => act(app, target, ip)))
    acts += targets.length
  }
  return acts
}

test.each([
  ["with", true],
  ["without", false],
])(
  "for an hour of strangers' acts, %s a trusted header, the owner gets in at every minute",
  async (header, hasHeader) => {
    const targets = await Promise.all(Array.from({ length: owners }, () => aCustomer(app, { password })))
    const waiting: Target[] = [...targets]
    inboxes = []
    const started = now
    const totals = { acts: 0, refusedInNewBrowser: 0, mailsToOneOwner: 0 }
    for (let minute = 0; minute < 60; minute += 1) {
      if (minute % minutesBetweenActs === 0) totals.acts = await strangersAct(waiting, hasHeader, totals.acts)
      await deliver()
      if ((minute + 1) % (60 / owners) === 0) {
        const owner = waiting.shift()
        if (owner && (await recover(owner)).wasRefused) totals.refusedInNewBrowser += 1
      }
      now = later(now, minuteMs)
    }
    for (const { email } of targets) {
      const mails = inboxes.filter(({ recipient }) => recipient === email)
      expect(mails.filter(({ text }) => ofReset.test(text)).length, "resets").toBeLessThanOrEqual(3)
      expect(mails.filter(({ text }) => ofSignIn.test(text)).length, "links").toBeLessThanOrEqual(3)
      totals.mailsToOneOwner = Math.max(totals.mailsToOneOwner, mails.length)
    }
    const toStrangers = inboxes.filter(({ text }) => /\/activare\//.test(text)).length
    expect(toStrangers).toBeLessThanOrEqual(300)
    expect(totals.refusedInNewBrowser, "the strangers do use up the tries").toBeGreaterThan(0)
    report(`recovery, ${header} header`, { owners, ...totals, toStrangers, minutes: 60 })
    now = later(started, 48 * 60 * minuteMs)
  },
)
