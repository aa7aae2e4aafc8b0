import { eq } from "drizzle-orm"
import { expect } from "vitest"
import { sessions } from "@/db/schema"
import { activate } from "@/lib/accounts/activate"
import { register } from "@/lib/accounts/register"
import type { CustomerId, EmailAddress, SessionId } from "@/lib/domain/ids/brand"
import { parseEmailAddress } from "@/lib/domain/people/email-address"
import { parseFullName } from "@/lib/domain/people/full-name"
import { parsePhone } from "@/lib/domain/people/phone"
import { deliverOutbox } from "@/lib/outbox/deliver-outbox"
import { aBrowser, aClient } from "./factories/clients"
import { aCustomer, aRenewal, aSession } from "./factories/customers"
import type { TestApp } from "./test-app"

/** The password of every account that these helpers make. */
export const password = "trei cuvinte la întâmplare"

let addresses = 0
export function freshAddress(): EmailAddress {
  addresses += 1
  return known(parseEmailAddress(`nou${addresses}@exemplu.ro`))
}

export function known<Value>(value: Value | null | undefined): Value {
  if (value === null || value === undefined) throw new Error("Expected a value")
  return value
}

/** What a limit answers, with the seconds to wait. */
export const tooMany = (retryAfterSeconds: number) => ({ ok: false, reason: "too-many", retryAfterSeconds })

/** Sign-up and its mails, through the use cases. */
export function accountHelpers(t: TestApp) {
  /** The browser in which these sign-ups are made, unless a test names another one. */
  const browser = aBrowser()

  async function signUp({
    email = freshAddress(),
    chosen = password,
    name = "Ana Popescu",
    marketing = false,
    from = browser,
  } = {}) {
    const fullName = known(parseFullName(name))
    const phone = known(parsePhone("0722123456"))
    const campaign = { utm_source: "tv" }
    const typed = { email, password: chosen, fullName, phone, marketing, campaign }
    const form = { ...typed, client: from, keyHash: from.keyHash }
    expect(await register(t.app, form)).toEqual({ ok: true, value: undefined })
    return email
  }

  /** What was mailed to an address, oldest first. */
  async function mailsTo(address: EmailAddress) {
    await deliverOutbox(t.app, { budgetMs: 10_000 })
    return t.mailbox.to(address)
  }

  const subjectsTo = async (address: EmailAddress) => (await mailsTo(address)).map(({ subject }) => subject)

  /** The secret of the newest link of one kind that was mailed to an address. */
  async function mailedToken(address: EmailAddress, link: RegExp): Promise<string> {
    const mail = known((await mailsTo(address)).findLast(({ text }) => link.test(text)))
    return known(link.exec(mail.text)?.[1])
  }

  const activationToken = (address: EmailAddress) => mailedToken(address, /\/activare\/([\w-]+)/)
  const resetToken = (address: EmailAddress) => mailedToken(address, /\/parola-noua\/([\w-]+)/)
  const signInToken = (address: EmailAddress) => mailedToken(address, /\/intrare\/([\w-]+)/)
  const emailChangeToken = (address: EmailAddress) => mailedToken(address, /\/cont\/email\/([\w-]+)/)

  /** A customer who signed up and confirmed the address. */
  async function activated() {
    const email = await signUp()
    const result = await activate(t.app, { token: await activationToken(email), client: browser })
    if (!result.ok) throw new Error(result.reason)
    return { email, id: result.value }
  }

  async function signedIn() {
    const customer = await aCustomer(t.app, { password })
    return { customer, session: await aSession(t.app, { customerId: customer.id }) }
  }

  /** What an action hands to a change that renews this session, which may have been renewed before. */
  async function renewing({ id, customerId }: { readonly id: SessionId; readonly customerId: CustomerId }) {
    const [row] = await t.db.select().from(sessions).where(eq(sessions.id, id))
    return { customerId, sessionId: id, client: aClient("203.0.113.77"), renewal: aRenewal(known(row)) }
  }

  return {
    browser,
    renewing,
    signUp,
    mailsTo,
    subjectsTo,
    activationToken,
    resetToken,
    signInToken,
    emailChangeToken,
    activated,
    signedIn,
  }
}
