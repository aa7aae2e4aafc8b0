import clsx from "clsx"
import type { ComponentProps, ReactNode } from "react"

export type AlertTone = "info" | "success" | "warning" | "danger"

type AlertProps = Omit<ComponentProps<"div">, "title"> & {
  readonly tone: AlertTone
  readonly title?: string
  readonly children?: ReactNode
}

/** A message in its place on the page. Whether it is announced is for the caller to say, with `role`. */
export function Alert({ tone, title, children, className, ...rest }: AlertProps) {
  return (
    <div {...rest} className={clsx("rounded-control border-l-[5px] px-4 py-3.5", grounds[tone], className)}>
      {title && <p className="font-strong">{title}</p>}
      {children && <div className="text-ink">{children}</div>}
    </div>
  )
}

const grounds = {
  info: "border-waiting bg-waiting-ground text-waiting",
  success: "border-active bg-active-ground text-active",
  warning: "border-soon bg-soon-ground text-soon",
  danger: "border-over bg-over-ground text-over",
} satisfies Record<AlertTone, string>
