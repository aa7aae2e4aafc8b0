"use client"

import "./globals.css"
import { BarePage } from "@/components/site/bare-page"
import { ErrorMessage, type ErrorScreenProps } from "@/components/site/error-message"
import { fonts } from "./fonts"

/** The page of errors outside the account's layout, or in a layout. It renders the whole document. */
export default function GlobalError(props: ErrorScreenProps) {
  return (
    <html lang="ro" className={fonts}>
      <head>
        <title>Ceva n-a mers la noi · Focus Sat</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <link rel="icon" href="/icon.svg" type="image/svg+xml" />
      </head>
      <body>
        <BarePage>
          {/* Not `retry`: a script that a deployment took away comes back with a new page alone. */}
          <ErrorMessage error={props.error} retry={() => location.reload()} />
        </BarePage>
      </body>
    </html>
  )
}
