import clsx from "clsx"
import type { ComponentProps } from "react"
import { type ButtonTone, buttonStyle } from "./button-style"
import { Spinner } from "./spinner"

type ButtonProps = ComponentProps<"button"> & {
  readonly tone?: ButtonTone
  /** The action is running. The button stays focusable, so that the focus is not lost. */
  readonly pending?: boolean
  readonly block?: boolean
}

export function Button({
  tone = "primary",
  pending = false,
  block = false,
  children,
  className,
  ...rest
}: ButtonProps) {
  return (
    <button
      type="submit"
      aria-disabled={pending || undefined}
      {...rest}
      className={clsx(buttonStyle(tone, block), className)}
    >
      {pending && <Spinner />}
      {children}
    </button>
  )
}
