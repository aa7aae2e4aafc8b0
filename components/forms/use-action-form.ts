"use client"

import { type SubmitEvent as FormSubmit, useEffect, useMemo, useRef } from "react"
import { type FieldErrors, type Resolver, useForm } from "react-hook-form"
import type { LoadSchema } from "./check-form"
import type { FormState } from "./form-state"
import { type FormAction, useFormAnswer } from "./use-form-answer"

type Values = Record<string, string>

type ActionFormOptions = {
  readonly action: FormAction
  /** Imports the action's schema, at the first submit: the first load carries no zod. */
  readonly loadSchema: LoadSchema
  /** Its state before anything was sent: see `useDraft`. */
  readonly begun?: FormState
  /** Shows the message of a success, for a form that leaves the page when it succeeds. */
  readonly onDone?: (message: string) => void
}

/**
 * A form with fields. With JavaScript it is checked before it is sent, keeps what was typed (passwords only
 * where nothing answered), shows each message under its field and moves the focus to the first one. With
 * JavaScript off it posts to its action.
 */
export function useActionForm({ action, loadSchema, begun, onDone }: ActionFormOptions) {
  const { state, sending, send, postWithoutScript } = useFormAnswer(action, begun)
  const element = useRef<HTMLFormElement>(null)
  const busy = useRef(false)

  const errors = useMemo(() => serverErrors(state), [state])
  const resolver: Resolver<Values> = async (values) => {
    const found = element.current ? await check(element.current, loadSchema) : {}
    return Object.keys(found).length > 0 ? { values: {}, errors: found } : { values, errors: {} }
  }
  const { register, handleSubmit, formState, reset, resetField, setFocus } = useForm<Values>({
    resolver,
    errors,
  })

  useEffect(() => {
    if (!sending) busy.current = false
    const form = element.current
    if (!form || sending || state.isUnsent || state.status === "idle") return
    if (state.status === "done") return reset()
    for (const name of namesIn(form))
      if (/password/i.test(name)) resetField(name, { defaultValue: "", keepError: true })
    if (!state.message) focusFirst(form, Object.keys(state.fieldErrors ?? {}), setFocus)
  }, [sending, state, reset, resetField, setFocus])

  function announce({ status, message }: FormState) {
    if (status === "done" && message) onDone?.(message)
  }

  async function onSubmit(event: FormSubmit<HTMLFormElement>) {
    event.preventDefault()
    if (busy.current) return
    busy.current = true
    const form = event.currentTarget
    const { submitter } = event.nativeEvent
    await handleSubmit(
      () => send(new FormData(form, submitter), announce),
      () => {
        busy.current = false
      },
    )(event)
  }

  return {
    props: { ref: element, action: postWithoutScript, onSubmit, noValidate: true },
    state,
    pending: sending || formState.isSubmitting,
    /** The props of the field with this name. `initial`: its value before anything was sent. */
    field: (name: string, initial?: string) => ({
      ...register(name),
      autoFocus: name === firstError(state),
      error: formState.errors[name]?.message,
      defaultValue: state.values?.[name] ?? initial,
    }),
  }
}

/** Without JavaScript the browser itself moves to the first field to mend, or to the message: `FormAlert`. */
const firstError = ({ message, fieldErrors = {} }: FormState) =>
  message ? undefined : Object.keys(fieldErrors)[0]

function serverErrors({ fieldErrors = {} }: FormState): FieldErrors<Values> {
  return Object.fromEntries(
    Object.entries(fieldErrors).map(([name, message]) => [name, { type: "server", message }]),
  )
}

/** When its code cannot be loaded there are no errors: the server checks the form again anyway. */
const check = (form: HTMLFormElement, loadSchema: LoadSchema): Promise<FieldErrors<Values>> =>
  import("./check-form").then(
    ({ checkForm }) => checkForm(form, loadSchema),
    () => ({}),
  )

/** Of the form's controls in their order, also of a box that is not ticked. */
const namesIn = (form: HTMLFormElement) =>
  [...form.elements].map((control) => control.getAttribute("name") ?? "")

function focusFirst(form: HTMLFormElement, names: string[], focus: (name: string) => void) {
  const first = namesIn(form).find((name) => names.includes(name))
  if (first) focus(first)
}
