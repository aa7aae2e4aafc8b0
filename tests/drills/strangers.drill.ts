import { like } from "drizzle-orm"
import { expect, test } from "vitest"
import { rateLimits } from "@/db/schema"
import { closeAccount } from "@/lib/accounts/close-account"
import { newLinkToken } from "@/lib/auth/link-token"
import { makeFeed, renewFeed } from "@/lib/calendar/make-feed"
import { ownFeed } from "@/lib/calendar/own-feed"
import { turnFeedOff } from "@/lib/calendar/turn-feed-off"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { calendarPath } from "@/lib/paths"
import { known } from "@/tests/support/accounts"
import { aSession } from "@/tests/support/factories/customers"
import { newCustomer, newSignUp, password } from "./support/accounts"
import { app, freshEmail, freshIp } from "./support/drill"
import { isFull, report, size } from "./support/size"
import { type Answer, formOfButton, formWith, newVisitor } from "./support/visitor"

const tries = size(6, 200)
const client = { ip: null, userAgent: "", deviceHashes: [], signUpHashes: [] }

const addresses = {
  unknown: async () => freshEmail(),
  known: async () => (await newCustomer()).email,
  unactivated: async () => (await newSignUp()).email,
  closed: async () => {
    const { id, email } = await newCustomer()
    await close(id)
    return email
  },
}

async function close(customerId: CustomerId) {
  const { id: sessionId } = await aSession(app, { customerId })
  const closing = { customerId, sessionId, password, client, cancelUnpaidOrders: async () => {} }
  const closed = await closeAccount(app, closing)
  if (!closed.ok) throw new Error(closed.reason)
}
const signUpFields = {
  fullName: "Ana Popescu",
  phone: "0722 123 456",
  terms: "on",
  password: "alte trei cuvinte noi",
}
type Door = (email: string) => Promise<Answer>

const formDoor =
  (path: string, more: Readonly<Record<string, string>> = {}): Door =>
  (email) =>
    newVisitor({ ip: freshIp() }).submit(path, { fields: { ...more, email } })

const doors: Readonly<Record<string, Door>> = {
  register: formDoor("/cont-nou", signUpFields),
  "sign in": formDoor("/autentificare", { password: "nu este parola" }),
  forgot: formDoor("/parola-uitata"),
  resend: formDoor("/verifica-email"),
  "sign-in link": askForSignInLink,
  contact: writeMessage,
}

const message = { fullName: "Ana Popescu", subject: "payment", message: "Am plătit de două ori." }

/** The budget of all messages together is for floods: here it would refuse the later tries of every kind. */
async function writeMessage(email: string): Promise<Answer> {
  await app.db.delete(rateLimits).where(like(rateLimits.key, "contact-in-all%"))
  return newVisitor({ ip: freshIp() }).submit("/contact", { fields: { ...message, email } })
}

let linkForm: Promise<Record<string, string>> | null = null

/** Only a page that refuses by a limit has this form: it is read once, at an address of no account. */
async function askForSignInLink(email: string): Promise<Answer> {
  linkForm ??= readLinkForm()
  const form = { ...(await linkForm), email }
  return newVisitor({ ip: freshIp() }).post("/autentificare", form)
}

async function readLinkForm(): Promise<Record<string, string>> {
  const [visitor, email] = [newVisitor({ ip: freshIp() }), freshEmail()]
  const form = formWith((await visitor.ask("/autentificare")).body, ["email", "password"])
  for (let guess = 0; guess < 6; guess += 1) {
    const answer = await visitor.post("/autentificare", { ...form, email, password: "nu este parola" })
    if (answer.body.includes("Prea multe încercări")) return formOfButton(answer.body, "Trimite-mi un link")
  }
  throw new Error("No limit refused six wrong passwords")
}

/** An answer without its date, nonce, cookie expiry and random keys, and with the typed address replaced. */
function asSeen({ status, headers, body, location }: Answer, email: string) {
  const { date: _date, "set-cookie": set = [], "content-security-policy": csp = "", ...rest } = headers
  const nonce = /'nonce-([^']+)'/.exec(String(csp))?.[1] ?? "no nonce"
  const plain = (text: string) =>
    text
      .replaceAll(nonce, "NONCE")
      .replaceAll(email, "ADDRESS")
      .replaceAll(encodeURIComponent(email), "ADDRESS")
      .replace(/(?<=^focus-sat-cerere=)[\w-]{43}(?=;)/, "KEY")
      .replace(/(?<=cu numărul )\d+/g, "NUMBER")
  return {
    status,
    location,
    headers: JSON.parse(plain(JSON.stringify({ ...rest, csp }))),
    cookies: set.map((one) => plain(one).replace(/expires=[^;]+/i, "")),
    body: plain(body),
  }
}

/**
 * The chance that a random time of one group is longer than one of the other, at least 0.5: at 0.5 the
 * times do not tell the groups apart, at 1 they always do.
 */
function auc(one: readonly number[], other: readonly number[]): number {
  let larger = 0
  for (const a of one) for (const b of other) larger += a > b ? 1 : a === b ? 0.5 : 0
  const share = larger / (one.length * other.length)
  return Math.max(share, 1 - share)
}

/** What a stranger tries at a door: the values of each kind, all of which get the same answer. */
type Tried<Kind extends string> = {
  readonly door: string
  readonly values: Readonly<Record<Kind, () => Promise<string>>>
  readonly ask: Door
  /** The kind with which the times of the others are compared. */
  readonly plain: NoInfer<Kind>
}

async function expectOneAnswer<Kind extends string>({ door, values, ask, plain }: Tried<Kind>) {
  const groups = await Promise.all(
    (Object.entries(values) as [Kind, () => Promise<string>][]).map(async ([kind, make]) => {
      const typed: string[] = []
      for (let made = 0; made < tries + 3; made += 1) typed.push(await make())
      return { kind, typed, times: [] as number[] }
    }),
  )
  for (let at = 0; at < tries + 3; at += 1) {
    const seen: unknown[] = []
    // Another order each time, so that no kind always comes after the same other kind.
    for (let turn = 0; turn < groups.length; turn += 1) {
      const { typed, times } = known(groups[(turn + at) % groups.length])
      const value = known(typed[at])
      const answer = await ask(value)
      seen.push(asSeen(answer, value))
      // The first three are slower: the process is still warming up.
      if (at >= 3) times.push(answer.milliseconds)
    }
    for (const one of seen) expect(one).toEqual(seen[0])
  }
  const plainTimes = known(groups.find(({ kind }) => kind === plain)).times
  const aucs = Object.fromEntries(
    groups
      .filter(({ kind }) => kind !== plain)
      .map(({ kind, times }) => [kind, Number(auc(times, plainTimes).toFixed(3))]),
  )
  report(`strangers, ${door}`, { triesEach: tries, differentAnswers: 0, timingAucAgainstUnknown: aucs })
  // Only in the full form: a few times on a busy machine prove nothing.
  if (isFull) for (const value of Object.values(aucs)) expect(value).toBeLessThanOrEqual(0.6)
}

for (const [door, ask] of Object.entries(doors)) {
  test(`${door}: known, unknown, unactivated and closed addresses get one answer`, () =>
    expectOneAnswer({ door, values: addresses, ask, plain: "unknown" }))
}

/** The address of the calendar of a new customer, after `then` made it dead. */
async function aCalendar(then: (customerId: CustomerId) => Promise<unknown>): Promise<string> {
  const { id: customerId } = await newCustomer()
  await makeFeed(app, { customerId, client })
  const { token } = known(await ownFeed(app, customerId))
  await then(customerId)
  return calendarPath(known(token))
}

const deadCalendars = {
  unknown: async () => calendarPath(newLinkToken()),
  replaced: () => aCalendar((customerId) => renewFeed(app, { customerId, client })),
  off: () => aCalendar((customerId) => turnFeedOff(app, { customerId, client })),
  closed: () => aCalendar(close),
}

test("calendar: addresses that are guessed, replaced, switched off or of a closed account get one answer", () =>
  expectOneAnswer({
    ...{ door: "calendar", values: deadCalendars, plain: "unknown" },
    ask: (path) => newVisitor({ ip: freshIp() }).ask(path),
  }))
