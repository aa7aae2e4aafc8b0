"use client"

import ErrorPage from "./error"
import "./globals.css"

export default function GlobalError(props: { error: Error & { digest?: string } }) {
  return (
    <html lang="ro">
      <head>
        <title>Ceva n-a mers la noi · Focus Sat</title>
      </head>
      <body>
        <ErrorPage {...props} />
      </body>
    </html>
  )
}
