"use client"

import { unstable_isUnrecognizedActionError as isUnrecognizedAction } from "next/navigation"
import {
  type SubmitEvent as FormSubmit,
  useActionState,
  useEffect,
  useMemo,
  useRef,
  useState,
  useTransition,
} from "react"
import { type FieldErrors, type Resolver, useForm } from "react-hook-form"
import type { z } from "zod"
import { type FormState, idle, refused } from "./form-state"
import { textFields } from "./text-fields"

type Values = Record<string, string>
type FormAction = (previous: FormState, form: FormData) => Promise<FormState>

type ActionFormOptions = {
  readonly action: FormAction
  /** The action's own schema. It is loaded at the first submit: typing needs no zod. */
  readonly loadSchema: () => Promise<z.ZodType>
  /** For a form that its own success takes off the page, and that can show no message then. */
  readonly onDone?: (message: string) => void
}

/**
 * A form that posts to its action with JavaScript off, and with it is checked first, keeps what was typed (passwords
 * excepted), shows each message under its field, and leads the focus to the first one.
 */
export function useActionForm({ action, loadSchema, onDone }: ActionFormOptions) {
  const [posted, postWithoutScript] = useActionState(action, idle)
  const [answer, setAnswer] = useState<FormState>()
  const [sending, startSending] = useTransition()
  const element = useRef<HTMLFormElement>(null)
  const busy = useRef(false)
  const state = answer ?? posted

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
    if (!form || sending || state.status === "idle") return
    if (state.status === "done") return reset()
    for (const name of passwordNames(form)) resetField(name, { defaultValue: "", keepError: true })
    if (!state.message) focusFirst(form, Object.keys(state.fieldErrors ?? {}), setFocus)
  }, [sending, state, reset, resetField, setFocus])

  function send(form: FormData) {
    startSending(async () => {
      const next = await answerOf(action, state, form)
      startSending(() => {
        setAnswer(next)
        if (next.status === "done" && next.message) onDone?.(next.message)
      })
    })
  }

  async function onSubmit(event: FormSubmit<HTMLFormElement>) {
    event.preventDefault()
    if (busy.current) return
    busy.current = true
    const form = event.currentTarget
    const { submitter } = event.nativeEvent
    await handleSubmit(
      () => send(new FormData(form, submitter)),
      () => {
        busy.current = false
      },
    )(event)
  }

  return {
    props: { ref: element, action: postWithoutScript, onSubmit, noValidate: true },
    state,
    pending: sending || formState.isSubmitting,
    /** What a field of this name takes. `initial` is what it holds before anything was sent. */
    field: (name: string, initial?: string) => ({
      ...register(name),
      error: formState.errors[name]?.message,
      defaultValue: state.values?.[name] ?? initial,
    }),
  }
}

function serverErrors({ fieldErrors = {} }: FormState): FieldErrors<Values> {
  return Object.fromEntries(
    Object.entries(fieldErrors).map(([name, message]) => [name, { type: "server", message }]),
  )
}

/** Checks what would be sent. When the schema cannot be loaded the server, which checks anyway, has the word. */
async function check(
  form: HTMLFormElement,
  loadSchema: ActionFormOptions["loadSchema"],
): Promise<FieldErrors<Values>> {
  const schema = await loadSchema().catch(() => null)
  const parsed = schema?.safeParse(textFields(new FormData(form)))
  const errors: FieldErrors<Values> = {}
  for (const { path, message } of parsed?.error?.issues ?? []) {
    const name = String(path[0] ?? "")
    if (form.elements.namedItem(name)) errors[name] ??= { type: "schema", message }
  }
  return errors
}

/** A page older than the server, or no network, is no reason to lose what was typed. */
async function answerOf(action: FormAction, state: FormState, form: FormData): Promise<FormState> {
  try {
    return await action(state, form)
  } catch (error) {
    if (isUnrecognizedAction(error)) return refused(pageChanged)
    if (error instanceof TypeError) return refused(notSent)
    throw error
  }
}

const pageChanged = "Pagina s-a schimbat între timp. Reîncarcă pagina și încearcă din nou."
const notSent = "Nu am putut trimite. Verifică legătura la internet și încearcă din nou."

const passwordNames = (form: HTMLFormElement) =>
  [...new FormData(form).keys()].filter((name) => /password/i.test(name))

function focusFirst(form: HTMLFormElement, names: string[], focus: (name: string) => void) {
  const inOrder = [...new FormData(form).keys()]
  const first = [...names].sort((a, b) => inOrder.indexOf(a) - inOrder.indexOf(b))[0]
  if (first) focus(first)
}
