"use client"

import { useEffect, useState } from "react"
import { FormAlert } from "@/components/forms/form-alert"
import type { FormState } from "@/components/forms/form-state"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"
import { resend } from "./actions"

const coolDownSeconds = 60
const loadSchema = () => import("./resend.schema").then(({ resendSchema }) => resendSchema)

export function ResendForm({ address }: { address: string }) {
  const form = useActionForm({ action: resend, loadSchema })
  const left = useCoolDown(form.state)
  return (
    <form {...form.props} className="grid gap-6">
      <FormAlert state={form.state} />
      <TextField
        {...form.field("email", address)}
        label="Adresă de e-mail"
        type="email"
        autoComplete="email"
      />
      <Button type="submit" tone="outline" block pending={form.pending} disabled={left > 0}>
        {left > 0 ? `Poți cere alt link în ${clock(left)}` : "Trimite din nou linkul"}
      </Button>
    </form>
  )
}

/** "59 s", "12 min 05 s" */
const clock = (seconds: number) =>
  seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min ${String(seconds % 60).padStart(2, "0")} s`

/**
 * Seconds until the next request is allowed. Restarts with each answer, at the wait of the limit if one
 * refused.
 */
function useCoolDown(answer: FormState): number {
  const [left, setLeft] = useState(0)
  useEffect(() => {
    const wait = answer.status === "done" ? coolDownSeconds : answer.retryAfterSeconds
    if (!wait) return
    setLeft(wait)
    const timer = setInterval(() => setLeft((seconds) => Math.max(0, seconds - 1)), 1_000)
    return () => clearInterval(timer)
  }, [answer])
  return left
}
