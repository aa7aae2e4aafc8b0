"use client"

import { unstable_isUnrecognizedActionError as isUnrecognizedAction } from "next/navigation"
import { SupportPhone } from "@/components/account/support-phone"
import { ErrorMessage, type ErrorScreenProps } from "@/components/site/error-message"
import { Message } from "@/components/site/message"
import { Button } from "@/components/ui/button"

/** Inside the account's shell, which stays. A button of a page older than the server asks to reload. */
export default function AccountError(props: ErrorScreenProps) {
  if (!isUnrecognizedAction(props.error))
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
