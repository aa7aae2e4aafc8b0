import clsx from "clsx"
import type { ComponentProps } from "react"
import { type ButtonTone, buttonStyle } from "./button-style"

type LinkButtonProps = ComponentProps<"a"> & {
  readonly href: string
  readonly tone?: ButtonTone
  readonly block?: boolean
}

/** Looks like a button and leads somewhere. */
export function LinkButton({
  tone = "primary",
  block = false,
  className,
  children,
  ...rest
}: LinkButtonProps) {
  return (
    <a {...rest} className={clsx(buttonStyle(tone, block), className)}>
      {children}
    </a>
  )
}
