"use client"

import { useEffect, useState } from "react"
import { Button } from "@/components/ui/button"
import { TextField } from "@/components/ui/text-field"

/** The address, to be copied. The button appears once JavaScript runs and the browser can copy. */
export function AddressField({ url }: { readonly url: string }) {
  const [copied, setCopied] = useState<"no-button" | "not-yet" | "done" | "failed">("no-button")
  useEffect(() => {
    if ("clipboard" in navigator) setCopied("not-yet")
  }, [])

  function copy() {
    navigator.clipboard.writeText(url).then(
      () => setCopied("done"),
      () => setCopied("failed"),
    )
  }

  return (
    <div className="grid gap-3">
      <TextField
        label="Adresa calendarului"
        name="address"
        readOnly
        required={false}
        value={url}
        spellCheck={false}
        onFocus={({ currentTarget }) => currentTarget.select()}
      />
      {copied !== "no-button" && (
        <Button type="button" tone="outline" onClick={copy}>
          Copiază adresa
        </Button>
      )}
      <p role="status" className="text-small empty:hidden">
        {words[copied]}
      </p>
    </div>
  )
}

const words = {
  "no-button": "",
  "not-yet": "",
  done: "Adresa a fost copiată.",
  failed: "Browserul nu a copiat. Selectează adresa și copiaz-o tu.",
} as const
