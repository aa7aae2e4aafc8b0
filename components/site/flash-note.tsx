"use client"

import { useEffect, useRef } from "react"
import { Alert } from "@/components/ui/alert"

type FlashNoteProps = {
  readonly words: string
  readonly tone: "success" | "info"
  /** Removes the cookie of the message, as `document.cookie` takes it. */
  readonly remove: string
}

/** What happened on the page before. It takes the focus, so that it is read out, and is shown once. */
export function FlashNote({ words, tone, remove }: FlashNoteProps) {
  const note = useRef<HTMLDivElement>(null)
  useEffect(() => {
    // biome-ignore lint/suspicious/noDocumentCookie: older phones have no Cookie Store API
    document.cookie = remove
    note.current?.focus()
  }, [remove])
  return (
    <Alert ref={note} tone={tone} role="status" tabIndex={-1}>
      <p className="wrap-anywhere">{words}</p>
    </Alert>
  )
}
