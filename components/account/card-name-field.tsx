"use client"

import { type FormEvent, useState } from "react"
import { TextField, type TextFieldProps } from "@/components/ui/text-field"
import { longestCardName } from "@/lib/domain/packages/card-name-length"
import { charactersLeft } from "@/lib/domain/words/characters-left"

/** The customer's name for a card. Nothing is cut: it says how much room is left; the form refuses more. */
export function CardNameField({ hint, ...props }: TextFieldProps) {
  const [left, setLeft] = useState(longestCardName)

  function count(event: FormEvent<HTMLInputElement>) {
    setLeft(longestCardName - [...event.currentTarget.value].length)
  }

  return (
    <div>
      <TextField {...props} hint={hint} optional autoComplete="off" onInput={count} />
      {/* Rendered from the start: screen readers announce changes only in a region that they know. */}
      <p role="status" className="text-muted text-small">
        {charactersLeft(left)}
      </p>
    </div>
  )
}
