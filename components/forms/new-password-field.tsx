"use client"

import clsx from "clsx"
import { type FormEvent, useState } from "react"
import { PasswordField } from "@/components/ui/password-field"
import type { TextFieldProps } from "@/components/ui/text-field"
import { shortestPassword } from "@/lib/domain/people/password-length"
import type { PasswordAdvice } from "@/lib/domain/people/password-words"

/**
 * A new password with a meter, which says what is missing during typing. Its rules are loaded at the first
 * letter.
 */
export function NewPasswordField(props: TextFieldProps) {
  const [advice, setAdvice] = useState<PasswordAdvice>(none)

  async function judge({ currentTarget: input }: FormEvent<HTMLInputElement>) {
    const about = ["email", "fullName"].map((name) => typedIn(input.form, name))
    const { passwordAdvice } = await import("@/lib/domain/people/password-words")
    setAdvice(passwordAdvice(input.value, about))
  }

  return (
    <div>
      <PasswordField
        {...props}
        autoComplete="new-password"
        hint={`Cel puțin ${shortestPassword} caractere. Trei cuvinte la întâmplare sunt o parolă bună.`}
        onInput={judge}
      />
      {/* Rendered from the start: screen readers announce changes only in a region that they know. */}
      <div role="status" className={clsx("text-small", advice.level > 0 && "mt-2")}>
        {advice.level > 0 && (
          <>
            <span aria-hidden="true" className="mb-1.5 grid grid-cols-3 gap-1.5">
              {[1, 2, 3].map((step) => (
                <span
                  key={step}
                  className={clsx(
                    "h-1.5 rounded-full",
                    step <= advice.level ? colors[advice.level] : "bg-line",
                  )}
                />
              ))}
            </span>
            {advice.text}
          </>
        )}
      </div>
    </div>
  )
}

const none: PasswordAdvice = { level: 0, text: "" }
const colors = { 0: "", 1: "bg-over", 2: "bg-soon", 3: "bg-active" } satisfies Record<
  PasswordAdvice["level"],
  string
>

function typedIn(form: HTMLFormElement | null, name: string): string {
  const field = form?.elements.namedItem(name)
  return field instanceof HTMLInputElement ? field.value : ""
}
