import { sql } from "drizzle-orm"
import { expect, test } from "vitest"
import { settleMailEvent } from "@/lib/outbox/settle-mail-event"
import { accountHelpers, freshAddress, known, password } from "@/tests/support/accounts"
import { aLink } from "@/tests/support/factories/cards"
import { aDevice } from "@/tests/support/factories/clients"
import { aResetLink, aSignInLink } from "@/tests/support/factories/one-time-links"
import { startBehind } from "@/tests/support/held-rows"
import { aMailEvent, getMailTo } from "@/tests/support/outbox"
import { useTestApp } from "@/tests/support/test-app"
import { withoutRetry } from "@/tests/support/without-retry"
import { changePassword } from "./change-password"
import { closeAccount } from "./close-account"
import { confirmEmailChange } from "./confirm-email-change"
import { recognizeBrowser } from "./recognize-browser"
import { requestEmailChange } from "./request-email-change"
import { requestPasswordReset } from "./request-password-reset"
import { resetPassword } from "./reset-password"

// Each pair of changes to one account would end in a deadlock (40P01) if it locked rows in different orders.
const t = useTestApp()
const app = withoutRetry(t)
const { emailChangeToken, mailsTo, renewing, signedIn } = accountHelpers(t)

const chosen = "altă parolă lungă de probă"
const theSession = ({ id }: { readonly id: string }) => sql`select from sessions where id = ${id} for update`

test("a reset that starts while a new address is being confirmed waits, and its link is void", async () => {
  const { customer, session } = await signedIn()
  const newEmail = freshAddress()
  await requestEmailChange(app, { ...(await renewing(session)), password, newEmail })
  const confirmation = { ...(await renewing(session)), token: await emailChangeToken(newEmail) }
  const { token } = await aResetLink(app, customer)
  const ends = await startBehind(t.db, theSession(session), [
    () => confirmEmailChange(app, confirmation),
    () => resetPassword(app, { token, password: chosen, client: aDevice() }),
  ])
  expect(ends).toMatchObject([{ ok: true }, { ok: false, reason: "link-over" }])
})

test("a reset that starts while the password is being changed waits, and its link is void", async () => {
  const { customer, session } = await signedIn()
  const { token } = await aResetLink(app, customer)
  const change = { ...(await renewing(session)), currentPassword: password, newPassword: chosen }
  const ends = await startBehind(t.db, theSession(session), [
    () => changePassword(app, change),
    () => resetPassword(app, { token, password: "o a treia parolă lungă", client: aDevice() }),
  ])
  expect(ends).toEqual([{ ok: true }, { ok: false, reason: "link-over" }])
})

test("a sign-in link that is used while the password is being changed waits, and is void", async () => {
  const { customer, session } = await signedIn()
  const { token } = await aSignInLink(app, customer)
  const change = { ...(await renewing(session)), currentPassword: password, newPassword: chosen }
  const ends = await startBehind(t.db, theSession(session), [
    () => changePassword(app, change),
    () => recognizeBrowser(app, { token, client: aDevice() }),
  ])
  expect(ends).toEqual([{ ok: true }, { ok: false, reason: "link-over" }])
})

test("a bounce that arrives while the account is being closed waits, and finds no mail", async () => {
  const { customer, session } = await signedIn()
  const { id: linkId } = await aLink(app, { customerId: customer.id })
  await requestPasswordReset(app, customer.email)
  await mailsTo(customer.email)
  const mail = known(await getMailTo(t.db, customer.id))
  const ids = { customerId: customer.id, sessionId: session.id }
  const closing = { ...ids, password, client: aDevice(), cancelUnpaidOrders: async () => {} }
  const ends = await startBehind(t.db, sql`select from smartcard_links where id = ${linkId} for update`, [
    () => closeAccount(app, closing),
    () => settleMailEvent(app, aMailEvent(mail, { outcome: "bounced" })),
  ])
  expect(ends).toEqual([{ ok: true }, "not-ours"])
})
