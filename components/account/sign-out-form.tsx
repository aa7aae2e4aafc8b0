"use client"

import { useState } from "react"
import { useButtonForm } from "@/components/forms/action-button-form"
import type { FormState } from "@/components/forms/form-state"
import type { FormAction } from "@/components/forms/use-form-answer"
import { Toast } from "@/components/ui/toast"

/** "Ieși din cont" in the header. Without a network the page stays, and a message over its end says why. */
export function SignOutForm({ signOut }: { readonly signOut: FormAction }) {
  const form = useButtonForm(signOut)
  const [closed, setClosed] = useState<FormState>()
  return (
    <form {...form.props} className="shrink-0">
      <button
        type="submit"
        aria-disabled={form.pending}
        className="inline-flex min-h-12 items-center font-strong text-small underline-offset-4 hover:underline"
      >
        Ieși din cont
      </button>
      <Toast onClose={() => setClosed(form.state)}>{form.state !== closed && form.state.message}</Toast>
    </form>
  )
}
