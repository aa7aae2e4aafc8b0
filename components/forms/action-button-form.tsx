"use client"

import clsx from "clsx"
import { type SubmitEvent as FormSubmit, type ReactNode, useEffect, useRef } from "react"
import { Button } from "@/components/ui/button"
import type { ButtonTone } from "@/components/ui/button-style"
import { AnswerFields } from "./answer-fields"
import { FormAlert } from "./form-alert"
import type { FormState } from "./form-state"
import { type FormAction, useFormAnswer } from "./use-form-answer"

type ActionButtonFormProps = {
  readonly action: FormAction
  /** Hidden fields, by name. */
  readonly hidden?: Readonly<Record<string, string | number>>
  /** The button's text. */
  readonly label: string
  /** The button's name for screen readers, when its text alone would repeat on the page. */
  readonly ariaLabel?: string
  readonly tone?: ButtonTone
  readonly block?: boolean
  /** Position of the message. */
  readonly answer?: "above" | "below"
  readonly className?: string
  /** Rendered between the message and the button. */
  readonly children?: ReactNode
}

/**
 * A form with hidden fields and one button. A lost network and a page older than the server become messages
 * above it.
 */
export function ActionButtonForm(props: ActionButtonFormProps) {
  const { action, hidden = {}, label, ariaLabel, tone = "primary", block = false, children } = props
  const form = useButtonForm(action)
  const answer = <FormAlert state={form.state} />
  return (
    <form {...form.props} className={clsx("grid", props.className ?? "gap-4")}>
      {props.answer !== "below" && answer}
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <AnswerFields state={form.state} />
      {children}
      <Button type="submit" tone={tone} block={block} pending={form.pending} aria-label={ariaLabel}>
        {label}
      </Button>
      {props.answer === "below" && answer}
    </form>
  )
}

/**
 * The form's logic, for components that need the answer outside of the form or have several buttons. `begun`:
 * its state before anything was sent, see `useDraft`.
 */
export function useButtonForm(action: FormAction, begun?: FormState) {
  const { state, sending, send, postWithoutScript } = useFormAnswer(action, begun)
  const busy = useRef(false)
  useEffect(() => {
    if (!sending) busy.current = false
  }, [sending])

  function onSubmit(event: FormSubmit<HTMLFormElement>) {
    event.preventDefault()
    if (busy.current) return
    busy.current = true
    send(new FormData(event.currentTarget, event.nativeEvent.submitter))
  }

  return { props: { action: postWithoutScript, onSubmit }, state, pending: sending }
}
