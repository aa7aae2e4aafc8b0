import type { ReactNode } from "react"
import { Unbroken } from "@/components/ui/unbroken"

/** A page with one form: title, introduction, form, and a link to the alternative. */
export function FormPage({
  title,
  intro,
  children,
}: {
  title: string
  intro?: ReactNode
  children: ReactNode
}) {
  return (
    <div className="mx-auto max-w-md">
      <h1 className="text-display">{title}</h1>
      {intro && (
        <p className="mt-3 text-muted">{typeof intro === "string" ? <Unbroken>{intro}</Unbroken> : intro}</p>
      )}
      <div className="mt-7 grid gap-6">{children}</div>
    </div>
  )
}
