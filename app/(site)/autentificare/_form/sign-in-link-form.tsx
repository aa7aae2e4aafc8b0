"use client"

import type { SubmitEvent as FormSubmit } from "react"
import { FormAlert } from "@/components/forms/form-alert"
import type { FormState } from "@/components/forms/form-state"
import { useFormAnswer } from "@/components/forms/use-form-answer"
import { Button } from "@/components/ui/button"
import { sendSignInLink } from "./actions"

/**
 * After a refusal by a limit: the offer to mail a link that lets this browser pass it. With JavaScript off
 * the answer is rendered on a page on which the sign-in form is as before the refusal.
 */
export function SignInLinkForm({ refusal }: { readonly refusal: FormState }) {
  const { state, sending, send, postWithoutScript } = useFormAnswer(sendSignInLink)
  const email = (refusal.retryAfterSeconds ? refusal : state).values?.["email"]
  if (state.status === "done") return <FormAlert state={state} />
  if (!email) return null

  function onSubmit(event: FormSubmit<HTMLFormElement>) {
    event.preventDefault()
    if (!sending) send(new FormData(event.currentTarget))
  }

  return (
    <form
      action={postWithoutScript}
      onSubmit={onSubmit}
      className="grid gap-4 rounded-card border border-line bg-paper p-5"
    >
      <FormAlert state={state} />
      <p>
        Nu tu ai greșit parola? Îți trimitem pe <span className="whitespace-nowrap">e-mail</span> un link cu
        care poți intra din acest browser.
      </p>
      <input type="hidden" name="email" value={email} />
      <Button type="submit" tone="outline" block pending={sending}>
        Trimite-mi un link
      </Button>
    </form>
  )
}
