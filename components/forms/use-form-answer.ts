"use client"

import { unstable_isUnrecognizedActionError as isUnrecognizedAction } from "next/navigation"
import { useActionState, useState, useTransition } from "react"
import { type FormState, idle, refused } from "./form-state"

export type FormAction = (previous: FormState, form: FormData) => Promise<FormState>

/**
 * Sends a form to its action and keeps the answer. `postWithoutScript` goes on the form's `action` attribute:
 * with JavaScript off the browser posts to it, and the page is rendered with the answer. `begun`: the state
 * before anything was sent.
 */
export function useFormAnswer(action: FormAction, begun: FormState = idle) {
  const [posted, postWithoutScript] = useActionState(action, begun)
  const [answer, setAnswer] = useState<FormState>()
  const [sending, startSending] = useTransition()
  const state = answer ?? posted

  function send(form: FormData, onAnswer?: (next: FormState) => void) {
    const owner = document.querySelector<HTMLElement>("[data-owner]")?.dataset["owner"]
    if (owner) form.set("$owner", owner)
    startSending(async () => {
      const next = await answerOf(action, state, form)
      startSending(() => {
        setAnswer(next)
        onAnswer?.(next)
      })
    })
  }

  return { state, sending, send, postWithoutScript }
}

/**
 * A network failure, or a page older than the server, becomes a refusal, so that the form keeps what was
 * typed. Every other error is thrown on: Next's redirect to the sign-in page is one.
 */
async function answerOf(action: FormAction, state: FormState, form: FormData): Promise<FormState> {
  try {
    return await action(state, form)
  } catch (error) {
    if (isUnrecognizedAction(error)) return refused(pageChanged)
    if (error instanceof TypeError) return { ...refused(notSent), isUnsent: true }
    throw error
  }
}

const pageChanged = "Pagina s-a schimbat între timp. Reîncarc-o."
const notSent = "Fără răspuns. Verifică legătura la internet."
