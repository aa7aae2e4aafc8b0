import { expect, test } from "vitest"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { accountHelpers, known, password } from "@/tests/support/accounts"
import { createCalendarFeeds } from "@/tests/support/calendar-feeds"
import { aDevice } from "@/tests/support/factories/clients"
import { useTestApp } from "@/tests/support/test-app"
import { changePassword } from "./change-password"
import { requestPasswordReset } from "./request-password-reset"
import { resetPassword } from "./reset-password"

const t = useTestApp()
const { mailsTo, renewing, resetToken, signedIn } = accountHelpers(t)
const { eventsOf, fileOf } = createCalendarFeeds(t)

async function reset(email: EmailAddress) {
  await requestPasswordReset(t.app, email)
  const token = await resetToken(email)
  return resetPassword(t.app, { token, password: "altă parolă lungă de test", client: aDevice() })
}

type Person = Awaited<ReturnType<typeof signedIn>>

async function change({ session }: Person) {
  const change = { ...(await renewing(session)), currentPassword: password }
  return changePassword(t.app, { ...change, newPassword: "altă parolă lungă de test" })
}

const ways = { "a reset": ({ customer }: Person) => reset(customer.email), "a change": change }

/** The notice of the new password. */
const noticeTo = async (email: EmailAddress) =>
  known((await mailsTo(email)).find(({ subject }) => subject === "Parola a fost schimbată"))

test.each(Object.entries(ways))(
  "%s says that the calendar's address goes on, where there is one",
  async (_, act) => {
    const [withOne, without] = [await signedIn(), await signedIn()]
    const file = await fileOf(withOne.customer.id)
    for (const person of [withOne, without]) expect(await act(person)).toMatchObject({ ok: true })
    expect(await eventsOf(file)).toEqual([])
    const told = await noticeTo(withOne.customer.email)
    expect(told.text).toContain("Calendarul tău merge mai departe")
    expect(told.text).toContain("/cont/setari/calendar")
    const other = await noticeTo(without.customer.email)
    expect(other.text).not.toMatch(/calendar/i)
  },
)
