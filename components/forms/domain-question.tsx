import type { ReactNode } from "react"
import { meantDomain } from "@/lib/domain/people/mistyped-domain"

/**
 * Asks whether another domain was meant. Null where the address looks right. `onAnswer` runs after the field
 * was corrected.
 */
export function domainQuestion(field: HTMLInputElement, onAnswer: () => void): ReactNode {
  const meant = meantDomain(field.value)
  if (!meant) return null

  function correct() {
    type(field, `${field.value.split("@")[0]}@${meant}`)
    field.focus()
    onAnswer()
  }

  return (
    <p className="mt-1 flex flex-wrap items-center gap-x-3">
      <span>
        Ai vrut să scrii <strong>{meant}</strong>?
      </span>
      <button type="button" onClick={correct} className="min-h-12 font-strong link">
        Da, schimbă
      </button>
    </p>
  )
}

/** As if typed: the setter of the prototype, so that React notices the change. */
function type(field: HTMLInputElement, value: string) {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(field, value)
  field.dispatchEvent(new Event("input", { bubbles: true }))
}
