import clsx from "clsx"
import type { ReactNode } from "react"
import { type PasswordAdvice, passwordAdvice } from "@/lib/domain/people/password-words"

/** Three steps and a sentence about what is typed in a field of a new password. */
export function passwordMeter({ form, value }: HTMLInputElement): ReactNode {
  const about = ["email", "fullName"].map((name) => typedIn(form, name))
  const { level, text } = passwordAdvice(value, about)
  if (level === 0) return null
  return (
    <div className="mt-2">
      <span aria-hidden="true" className="mb-1.5 grid grid-cols-3 gap-1.5">
        {[1, 2, 3].map((step) => (
          <span
            key={step}
            className={clsx("h-1.5 rounded-full", step <= level ? colors[level] : "bg-line")}
          />
        ))}
      </span>
      {text}
    </div>
  )
}

const colors = { 0: "", 1: "bg-over", 2: "bg-soon", 3: "bg-active" } satisfies Record<
  PasswordAdvice["level"],
  string
>

function typedIn(form: HTMLFormElement | null, name: string): string {
  const field = form?.elements.namedItem(name)
  return field instanceof HTMLInputElement ? field.value : ""
}
