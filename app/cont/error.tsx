"use client"

import { unstable_isUnrecognizedActionError as isUnrecognizedAction } from "next/navigation"
import { SupportPhone } from "@/components/account/support-phone"
import { ErrorMessage, type ErrorScreenProps } from "@/components/site/error-message"
import { Message } from "@/components/site/message"
import { Button } from "@/components/ui/button"

/**
 * Inside the account's shell, which stays. A page older than the server asks to be loaded anew: it posts to
 * an action, or needs a script, that is no more, and trying again would fail for ever.
 */
export default function AccountError(props: ErrorScreenProps) {
  if (!isOfOlderPage(props.error))
    return (
      <>
        <ErrorMessage {...props} />
        <p className="text-center text-muted">
          Tot nu merge? Sună la Relații Clienți: <SupportPhone />.
        </p>
      </>
    )
  return (
    <Message
      title="Reîncarcă pagina"
      action={
        <Button type="button" onClick={() => window.location.reload()}>
          Reîncarcă pagina
        </Button>
      }
    >
      Pagina s-a schimbat între timp sau nu s-a încărcat întreagă. Reîncarc-o și încearcă din nou.
    </Message>
  )
}

const isOfOlderPage = (error: unknown) =>
  isUnrecognizedAction(error) || (error instanceof Error && error.name === "ChunkLoadError")
