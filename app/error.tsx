"use client"

import { MessagePage } from "@/components/site/message-page"
import { Button } from "@/components/ui/button"

type Props = { error: Error & { digest?: string } }

/** The code is the one that the log carries. */
export default function ErrorPage({ error }: Props) {
  return (
    <MessagePage
      title="Ceva n-a mers la noi"
      action={<Button onClick={() => window.location.reload()}>Încearcă din nou</Button>}
    >
      Ceva n-a mers la noi. Încearcă din nou.{error.digest && ` Codul erorii: ${error.digest}.`}
    </MessagePage>
  )
}
