"use client"

import { createContext, type ReactNode, useContext } from "react"
import { type FormState, idle } from "./form-state"

/** The fields of a form that was sent after its session had ended elsewhere. Never a password. */
export type FormDraft = { readonly form: string; readonly values: Readonly<Record<string, string>> }

type DraftsProps = {
  /** Whose pages these are: `useFormAnswer` sends it along, and the server compares. */
  readonly owner: string | null
  readonly draft: FormDraft | null
  readonly children: ReactNode
}

const Draft = createContext<FormDraft | null>(null)

/** Gives the forms of the account back what was typed before the session ended. */
export function Drafts({ owner, draft, children }: DraftsProps) {
  return (
    <Draft value={draft}>
      <span hidden data-owner={owner} />
      {children}
    </Draft>
  )
}

/**
 * How the form of this name begins: with its kept fields, if there are any. `id`: the value of the hidden
 * field of this name, where a page has several such forms.
 */
export function useDraft(form: string, id = ""): FormState {
  const draft = useContext(Draft)
  if (draft?.form !== form || (draft.values["id"] ?? "") !== id) return idle
  return {
    status: "kept",
    message: "Am păstrat ce ai scris. Verifică și trimite din nou.",
    values: draft.values,
  }
}
