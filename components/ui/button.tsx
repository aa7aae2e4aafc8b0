import clsx from "clsx"
import type { ComponentProps } from "react"
import { type ButtonTone, buttonStyle } from "./button-style"
import { Spinner } from "./spinner"

type ButtonProps = ComponentProps<"button"> & {
  readonly tone?: ButtonTone
  /** Its work is under way. It stays focusable, so that nobody loses their place. */
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
