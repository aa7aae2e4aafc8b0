import { renderToStaticMarkup } from "react-dom/server"
import { expect, test, vi } from "vitest"
import { ChoosePasswordForm } from "@/app/(site)/activare/[token]/choose-password-form"
import { SignInForm } from "@/app/(site)/autentificare/_form/sign-in-form"
import { NewPasswordForm } from "@/app/(site)/parola-noua/[token]/new-password-form"
import { CloseForm } from "@/app/cont/setari/_parts/close-form"
import { PasswordForm } from "@/app/cont/setari/_parts/password-form"

vi.mock("@/app/(site)/activare/[token]/actions", () => ({ confirmWithPassword: async () => ({}) }))
vi.mock("@/app/(site)/autentificare/_form/actions", () => ({
  signIn: async () => ({}),
  sendSignInLink: async () => ({}),
}))
vi.mock("@/app/(site)/parola-noua/[token]/actions", () => ({ setNewPassword: async () => ({}) }))
vi.mock("@/app/cont/setari/_parts/actions", () => ({
  close: async () => ({}),
  changePassword: async () => ({}),
}))

const email = "ana@exemplu.ro"
const token = "x"
const signUp = { token, seen: "x", fullName: "Ana Popescu", reason: null, terms: null }

/** Password managers store a password under the field that says `username` (Chromium, Firefox). */
test.each([
  ["a reset", <NewPasswordForm key="" token={token} email={email} />],
  ["the sign-in after it", <SignInForm key="" forgotPasswordUrl="/parola-uitata" email={email} />],
  ["a sign-up in another browser", <ChoosePasswordForm key="" {...signUp} email={email} />],
  ["a change of the password", <PasswordForm key="" email={email} />],
  ["closing the account", <CloseForm key="" email={email} />],
])("the form of %s tells password managers whose password it is", (_what, form) => {
  const inputs = [...renderToStaticMarkup(form).matchAll(/<input[^>]*>/g)].map(([input]) => input)
  const names = inputs.filter((input) => /autoComplete="username"/i.test(input))
  expect(names.map((input) => / value="([^"]*)"/.exec(input)?.[1])).toEqual([email])
  const password = inputs.findIndex((input) => input.includes('type="password"'))
  expect(inputs.indexOf(names[0] ?? "")).toBeLessThan(password)
})
