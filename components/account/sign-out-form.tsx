"use client"

import { useState } from "react"
import { useButtonForm } from "@/components/forms/action-button-form"
import type { FormState } from "@/components/forms/form-state"
import type { FormAction } from "@/components/forms/use-form-answer"
import { menuItemStyle } from "@/components/ui/popover-menu"
import { Toast } from "@/components/ui/toast"

/** In the person's menu. Without a network the page stays, and a message over its end says why. */
export function SignOutForm({ signOut }: { readonly signOut: FormAction }) {
  const form = useButtonForm(signOut)
  const [closed, setClosed] = useState<FormState>()
  return (
    <form {...form.props}>
      <button type="submit" aria-disabled={form.pending} className={menuItemStyle}>
        Ieși din cont
      </button>
      <Toast onClose={() => setClosed(form.state)}>{form.state !== closed && form.state.message}</Toast>
    </form>
  )
}
