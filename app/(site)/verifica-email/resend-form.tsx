"use client"

import { useEffect, useState } from "react"
import { EmailField } from "@/components/forms/email-field"
import { FormAlert } from "@/components/forms/form-alert"
import type { FormState } from "@/components/forms/form-state"
import { useActionForm } from "@/components/forms/use-action-form"
import { Button } from "@/components/ui/button"
import { minuteCount, secondCount } from "@/lib/domain/words/plural"
import { resend } from "./actions"

const coolDownSeconds = 60
const loadSchema = () => import("./resend.schema").then(({ resendSchema }) => resendSchema)

export function ResendForm({ address }: { address: string }) {
  const form = useActionForm({ action: resend, loadSchema })
  const left = useCoolDown(form.state)
  return (
    <form {...form.props} className="grid gap-6">
      <FormAlert state={form.state} />
      <EmailField {...form.field("email", address)} label="Adresă de e-mail" />
      <Button type="submit" tone="outline" block pending={form.pending} disabled={left > 0}>
        {left > 0 ? `Poți cere alt link în ${wait(left)}` : "Trimite din nou linkul"}
      </Button>
    </form>
  )
}

/** "59 de secunde"; from 90 on in minutes, rounded up. */
const wait = (seconds: number) => (seconds < 90 ? secondCount(seconds) : minuteCount(Math.ceil(seconds / 60)))

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
