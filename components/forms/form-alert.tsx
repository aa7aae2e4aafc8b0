"use client"

import { useEffect, useRef } from "react"
import { Alert } from "@/components/ui/alert"
import type { FormState } from "./form-state"

/** The message about the whole form. It takes the focus, so that screen readers announce it. */
export function FormAlert({ state }: { readonly state: FormState }) {
  const alert = useRef<HTMLDivElement>(null)
  const message = state.message ?? state.fieldErrors?.[""]

  useEffect(() => {
    if (state.status !== "idle") alert.current?.focus()
  }, [state])

  if (!message) return null
  const isCalm = state.status === "done" || state.status === "kept"
  const tone = isCalm ? calm[state.status] : state.answers ? "warning" : "danger"
  return (
    <Alert
      ref={alert}
      tone={tone}
      role={isCalm ? "status" : "alert"}
      tabIndex={-1}
      autoFocus={state.status !== "kept"}
    >
      {message}
    </Alert>
  )
}

const calm = { done: "success", kept: "info" } as const
