"use client"

import { useButtonForm } from "@/components/forms/action-button-form"
import { FormAlert } from "@/components/forms/form-alert"
import type { FormAction } from "@/components/forms/use-form-answer"

/** "Ieși din cont" in the header. Without a network the page stays, and a message over its end says why. */
export function SignOutForm({ signOut }: { readonly signOut: FormAction }) {
  const form = useButtonForm(signOut)
  return (
    <form {...form.props} className="shrink-0">
      <button
        type="submit"
        aria-disabled={form.pending}
        className="inline-flex min-h-12 items-center font-strong text-small underline-offset-4 hover:underline"
      >
        Ieși din cont
      </button>
      <div className="fixed inset-x-4 bottom-24 z-20 mx-auto max-w-xl rounded-control shadow-raised md:bottom-6">
        <FormAlert state={form.state} />
      </div>
    </form>
  )
}
