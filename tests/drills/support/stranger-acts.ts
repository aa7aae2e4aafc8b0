import { randomBytes } from "node:crypto"
import { authenticate } from "@/lib/accounts/authenticate"
import { recognizeBrowser } from "@/lib/accounts/recognize-browser"
import { register } from "@/lib/accounts/register"
import { requestEmailChange } from "@/lib/accounts/request-email-change"
import { requestPasswordReset } from "@/lib/accounts/request-password-reset"
import { requestSignInLink } from "@/lib/accounts/request-sign-in-link"
import { resendActivation } from "@/lib/accounts/resend-activation"
import { resetPassword } from "@/lib/accounts/reset-password"
import type { App } from "@/lib/app"
import { newLinkToken } from "@/lib/auth/link-token"
import type { EmailAddress } from "@/lib/domain/ids/brand"
import { parseFullName } from "@/lib/domain/people/full-name"
import { parsePhone } from "@/lib/domain/people/phone"
import { aBrowser, aDevice } from "@/tests/support/factories/clients"
import { aCustomer, aRenewal, aSession, emailAddress } from "@/tests/support/factories/customers"

export type Target = { readonly email: EmailAddress }

const strangersPassword = "a străinului, destul de lungă"
const [fullName, phone] = [parseFullName("Bonus Castiga"), parsePhone("0722123456")]

/** 200 places: 100 IPv4 addresses and 100 IPv6 networks, some of one /48. Null: no trusted header. */
export const placeOf = (number: number, hasHeader: boolean): string | null => {
  if (!hasHeader) return null
  const place = number % 200
  return place < 100 ? `203.0.113.${place}` : `2001:db8:${place % 7}:${place.toString(16)}::1`
}

const spellings = [
  (email: string) => email,
  (email: string) => email.replace("@", "+1@"),
  (email: string) => email.replace("@", `+${randomBytes(3).toString("hex")}@`),
]

/** Each act of strangers who know an address and cannot read its mailbox. */
export const strangerActs = {
  "sign-up": async (app: App, target: Target, ip: string | null) => {
    const respell = spellings[randomBytes(1).readUInt8() % spellings.length] ?? String
    await signUp(app, emailAddress(respell(target.email)), ip)
  },
  "sign-up elsewhere": (app: App, _target: Target, ip: string | null) =>
    signUp(app, emailAddress(`s${randomBytes(6).toString("hex")}@exemplu.ro`), ip),
  resend: (app: App, { email }: Target, ip: string | null) =>
    resendActivation(app, { email, client: aBrowser(ip) }),
  reset: (app: App, { email }: Target) => requestPasswordReset(app, email),
  "sign-in link": (app: App, { email }: Target) => requestSignInLink(app, email),
  "wrong password": (app: App, { email }: Target, ip: string | null) =>
    authenticate(app, { email, password: "ghicesc o parolă", client: aDevice(ip) }),
  "guessed reset link": (app: App, _target: Target, ip: string | null) =>
    resetPassword(app, { token: newLinkToken(), password: strangersPassword, client: aDevice(ip) }),
  "guessed sign-in link": (app: App, _target: Target, ip: string | null) =>
    recognizeBrowser(app, { token: newLinkToken(), client: aDevice(ip) }),
  "e-mail change": changeEmail,
} satisfies Record<string, (app: App, target: Target, ip: string | null) => Promise<unknown>>

async function signUp(app: App, email: EmailAddress, ip: string | null): Promise<void> {
  if (!fullName || !phone) throw new Error("The form is not filled")
  const browser = aBrowser(ip)
  const typed = { email, password: strangersPassword, fullName, phone, marketing: false, campaign: {} }
  await register(app, { ...typed, client: browser, keyHash: browser.keyHash })
}

/** A customer of their own who asks to move to the owner's address. */
async function changeEmail(app: App, { email }: Target, ip: string | null): Promise<void> {
  const { id: customerId } = await aCustomer(app, { password: strangersPassword })
  const session = await aSession(app, { customerId })
  const renewing = { customerId, sessionId: session.id, client: aBrowser(ip), renewal: aRenewal(session) }
  await requestEmailChange(app, { ...renewing, password: strangersPassword, newEmail: email })
}
