"use client"

import "./globals.css"
import type { ErrorScreenProps } from "@/components/site/error-message"
import ErrorPage from "./error"
import { fonts } from "./fonts"

export default function GlobalError(props: ErrorScreenProps) {
  return (
    <html lang="ro" className={fonts}>
      <head>
        <title>Ceva n-a mers la noi · Focus Sat</title>
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
      </head>
      <body>
        <ErrorPage {...props} />
      </body>
    </html>
  )
}
