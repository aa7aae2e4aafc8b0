"use client"

import { type FormEvent, useState } from "react"
import { TextField, type TextFieldProps } from "@/components/ui/text-field"
import { groupTyped } from "@/lib/domain/packages/group-typed"
import { SerialDrawing } from "./serial-drawing"

type SerialFieldProps = Omit<TextFieldProps, "label" | "hint" | "onInput"> & {
  /** How many digits a serial has. */
  readonly length: number
  /** Shows from the start where the serial is printed: for a first card. */
  readonly showsPlace: boolean
}

/** The serial of a card: grouped as printed while it is typed, with a drawing of where it stands. */
export function SerialField({ length, showsPlace, ...props }: SerialFieldProps) {
  const [count, setCount] = useState(0)

  function group(event: FormEvent<HTMLInputElement>) {
    const input = event.currentTarget
    const typed = groupTyped({ text: input.value, caret: input.selectionStart ?? input.value.length }, length)
    if (typed && typed.text !== input.value) {
      input.value = typed.text
      input.setSelectionRange(typed.caret, typed.caret)
    }
    setCount(typed?.digits ?? 0)
  }

  const example = groupTyped({ text: `02${"0".repeat(length - 3)}1`, caret: 0 }, length)?.text
  return (
    <div className="grid gap-1">
      <TextField
        {...props}
        label="Seria smartcardului"
        inputMode="numeric"
        autoComplete="off"
        onInput={group}
        hint={
          <>
            {length} cifre, de exemplu <span className="whitespace-nowrap figures">{example}</span>.{" "}
            {/* Not read out with each digit: the error says how many are missing. */}
            {count > 0 && count !== length && (
              <span aria-hidden="true" className="whitespace-nowrap">
                Ai scris {count} din {length}.
              </span>
            )}
          </>
        }
      />
      <details open={showsPlace} className="group">
        <summary className="inline-flex min-h-12 items-center link">Unde găsesc seria?</summary>
        <SerialDrawing serial={example ?? ""} />
      </details>
    </div>
  )
}
