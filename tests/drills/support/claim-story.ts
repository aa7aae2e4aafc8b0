import { and, eq, isNull } from "drizzle-orm"
import { vi } from "vitest"
import { customers, outboxMails, rateLimits, sessions, signUps } from "@/db/schema"
import type { CustomerId } from "@/lib/domain/ids/brand"
import { emailAddress } from "@/tests/support/factories/customers"
import { signIn } from "./accounts"
import { app, freshEmail, freshIp, mailsTo } from "./drill"
import type { StepOrder } from "./step-orders"
import { formOfButton, formWith, newVisitor, type Visitor } from "./visitor"

const me = { fullName: "Ana Popescu", phone: "0722 123 456", password: "trei cuvinte la întâmplare" }
const stranger = { fullName: "Un Strain", phone: "0733 000 000", password: "parola străinului prudent" }
const chosenElsewhere = "aleasă pe pagina linkului"

/** What is left of the address when all acts are done. */
export type Outcome = {
  readonly name: string | undefined
  readonly phone: string | undefined
  readonly wantsOffers: boolean
  readonly liveSessions: number
  readonly waitingSignUps: number
  /** My browser opens the account. */
  readonly iAmIn: boolean
  readonly myPasswordOpens: boolean
  readonly theirPasswordOpens: boolean
  /** The confirmed link, opened and posted in the stranger's browser. */
  readonly theirReplayOpens: boolean
}

export const wanted: Outcome = {
  name: me.fullName,
  phone: "+40722123456",
  wantsOffers: false,
  liveSessions: 1,
  waitingSignUps: 0,
  iAmIn: true,
  myPasswordOpens: true,
  theirPasswordOpens: false,
  theirReplayOpens: false,
}

/** Plays one order of acts on a fresh address, over HTTP, and says what is left. */
export async function play({ acts, confirmIn, isMimic }: StepOrder): Promise<Outcome> {
  const email = freshEmail()
  const [own, other, theirs] = [browser(), browser(), browser()]
  const them = isMimic ? { ...stranger, fullName: me.fullName, phone: me.phone } : stranger
  const confirmer = confirmIn === "own" ? own : other
  let confirmed = { path: "", password: "" }
  const handlers = new Map<string, () => Promise<unknown>>([
    ["S", () => signUp(own, { ...me, email })],
    ["R", () => own.submit("/verifica-email", { fields: { email } })],
    ["L", () => signIn(browser(), { email, password: me.password })],
    ["s", () => signUp(theirs, { ...them, email, marketing: "on" })],
    ["r", () => browser().submit("/verifica-email", { fields: { email } })],
    ["l", () => signIn(theirs, { email, password: them.password })],
  ])
  for (const act of acts) {
    // What strangers can do to limits is another drill's matter.
    await app.db.delete(rateLimits)
    if (act === "C") confirmed = await confirm(confirmer, email)
    else await handlers.get(act)?.()
  }
  return look(email, { confirmer, theirs, confirmed })
}

const browser = () => newVisitor({ ip: freshIp() })

const signUp = (visitor: Visitor, fields: Record<string, string>) =>
  visitor.submit("/cont-nou", { fields: { ...fields, terms: "on" } })

/** Opens the newest link that works and shows my name and phone, and presses CONFIRMARE as the page asks. */
async function confirm(visitor: Visitor, email: string) {
  for (const path of await linksTo(email)) {
    const { body } = await visitor.ask(path)
    if (![me.fullName, me.phone, email].every((fact) => body.includes(fact))) continue
    const isAsked = body.includes('name="password"')
    const form = isAsked ? formWith(body, ["token", "password"]) : formOfButton(body, "CONFIRMARE")
    const password = isAsked ? chosenElsewhere : me.password
    await visitor.post(path, isAsked ? { ...form, password } : form)
    return { path, password }
  }
  throw new Error("No link in the mailbox works for me")
}

/** The activation links in the mailbox, newest first. */
async function linksTo(email: string): Promise<string[]> {
  const waiting = and(eq(outboxMails.recipient, emailAddress(email)), isNull(outboxMails.settledAt))
  await vi.waitUntil(async () => (await app.db.$count(outboxMails, waiting)) === 0, { timeout: 20_000 })
  const texts = (await mailsTo(email)).map(({ text }) => /\/activare\/[\w-]+/.exec(text)?.[0])
  return texts.filter((path) => path !== undefined).reverse()
}

type Ended = {
  readonly confirmer: Visitor
  readonly theirs: Visitor
  readonly confirmed: { readonly path: string; readonly password: string }
}

async function look(email: string, { confirmer, theirs, confirmed }: Ended): Promise<Outcome> {
  const address = emailAddress(email)
  const [customer] = await app.db.select().from(customers).where(eq(customers.email, address))
  const seen = {
    name: customer?.fullName,
    phone: customer?.phone,
    wantsOffers: customer?.marketingConsentAt !== null,
    liveSessions: customer ? await liveSessionsOf(customer.id) : 0,
    waitingSignUps: await app.db.$count(signUps, eq(signUps.email, address)),
    iAmIn: await opens(confirmer),
  }
  await app.db.delete(rateLimits)
  const replay = await theirs.ask(confirmed.path)
  if (replay.body.includes("CONFIRMARE")) {
    await theirs.post(confirmed.path, formOfButton(replay.body, "CONFIRMARE"))
  }
  const theirReplayOpens = await opens(theirs)
  await signIn(theirs, { email, password: stranger.password })
  const mine = browser()
  await signIn(mine, { email, password: confirmed.password })
  return {
    ...seen,
    theirReplayOpens,
    theirPasswordOpens: await opens(theirs),
    myPasswordOpens: await opens(mine),
  }
}

const liveSessionsOf = (id: CustomerId) =>
  app.db.$count(sessions, and(eq(sessions.customerId, id), isNull(sessions.revokedAt)))

const opens = async (visitor: Visitor) => (await visitor.ask("/cont")).status === 200
