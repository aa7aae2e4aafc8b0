"use client"

import { type FormEvent, type ReactNode, useState } from "react"
import { PasswordField } from "@/components/ui/password-field"
import type { TextFieldProps } from "@/components/ui/text-field"
import { shortestPassword } from "@/lib/domain/people/password-length"

/**
 * A new password with a meter, which says what is missing during typing. Meter and rules are loaded at the
 * first letter.
 */
export function NewPasswordField(props: TextFieldProps) {
  const [meter, setMeter] = useState<ReactNode>()

  function judge({ currentTarget: input }: FormEvent<HTMLInputElement>) {
    import("./password-meter").then(({ passwordMeter }) => setMeter(passwordMeter(input)), withoutNetwork)
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
      <div role="status" className="text-small">
        {!props.error && meter}
      </div>
    </div>
  )
}

/** No meter then: sending the form says that the network is away. */
const withoutNetwork = () => {}
