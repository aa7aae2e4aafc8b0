"use client"

import { Button } from "@/components/ui/button"
import { Message } from "./message"

export type ErrorScreenProps = { readonly error: unknown; readonly retry: () => void }

/** An unexpected error: a sentence, the digest under which the log has the error, and one action. */
export function ErrorMessage({ error, retry }: ErrorScreenProps) {
  const code = codeOf(error)
  return (
    <Message
      title="Ceva n-a mers la noi"
      action={
        <Button type="button" onClick={retry}>
          Încearcă din nou
        </Button>
      }
    >
      Ceva n-a mers la noi. Încearcă din nou.{code && ` Codul erorii: ${code}.`}
    </Message>
  )
}

const codeOf = (error: unknown) =>
  error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : null
