"use client"

import { BarePage } from "@/components/site/bare-page"
import { ErrorMessage, type ErrorScreenProps } from "@/components/site/error-message"

/** When a layout fails too, as when the database is away. */
export default function ErrorPage(props: ErrorScreenProps) {
  return (
    <BarePage>
      <ErrorMessage {...props} />
    </BarePage>
  )
}
