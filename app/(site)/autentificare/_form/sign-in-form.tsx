"use client"

import type { MouseEvent } from "react"
import { FormAlert } from "@/components/forms/form-alert"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { PasswordField } from "@/components/ui/password-field"
import { TextField } from "@/components/ui/text-field"
import { signIn } from "./actions"
import { SignInLinkForm } from "./sign-in-link-form"

const loadSchema = () => import("./sign-in.schema").then(({ signInSchema }) => signInSchema)

type Props = {
  readonly forgotPasswordUrl: string
  /** Known from the page before. */
  readonly email?: string | undefined
}

/** The URL comes from the page: lib/paths.ts would be in the first load. */
export function SignInForm({ forgotPasswordUrl, email }: Props) {
  const form = useActionForm({ action: signIn, loadSchema })
  return (
    <div className="grid gap-6">
      <FormAlert state={form.state} />
      <SignInLinkForm refusal={form.state} />
      <form {...form.props} className="grid gap-6">
        <TextField
          {...form.field("email", email)}
          label="Adresă de e-mail"
          type="email"
          autoComplete="username"
        />
        <PasswordField {...form.field("password")} label="Parolă" autoComplete="current-password" />
        <Button type="submit" block pending={form.pending}>
          Intră în cont
        </Button>
        <a
          href={forgotPasswordUrl}
          onClick={carryAddress}
          className="inline-flex min-h-12 items-center justify-center link"
        >
          Ai uitat parola?
        </a>
      </form>
    </div>
  )
}

/** What was typed goes along in the fragment, which no server and no other page gets to see. */
function carryAddress({ currentTarget: link }: MouseEvent<HTMLAnchorElement>) {
  const typed = document.querySelector<HTMLInputElement>("input[name=email]")?.value
  if (typed) link.hash = `${new URLSearchParams({ email: typed })}`
}
