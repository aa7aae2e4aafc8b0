"use client"

import { unstable_isUnrecognizedActionError as isUnrecognizedAction } from "next/navigation"
import { Button } from "@/components/ui/button"
import { Message } from "./message"

export type ErrorScreenProps = { readonly error: unknown; readonly retry: () => void }

/** What went wrong in the customer's words, with the code under which the log has the rest, and one way on. */
export function ErrorMessage({ error, retry }: ErrorScreenProps) {
  if (isUnrecognizedAction(error)) {
    return (
      <Message
        title="Pagina s-a schimbat"
        action={
          <Button type="button" onClick={() => window.location.reload()}>
            Reîncarcă pagina
          </Button>
        }
      >
        Pagina s-a schimbat între timp. Reîncarc-o și încearcă din nou.
      </Message>
    )
  }
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
      Ceva n-a mers la noi. Încearcă din nou.
      {code && (
        <>
          {" "}
          Codul erorii: <span className="figures">{code}</span>.
        </>
      )}
    </Message>
  )
}

const codeOf = (error: unknown) =>
  error instanceof Error && "digest" in error && typeof error.digest === "string" ? error.digest : null
