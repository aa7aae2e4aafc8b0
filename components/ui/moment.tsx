import clsx from "clsx"
import type { ComponentProps } from "react"
import { Drawing, type DrawingName } from "./drawing"

type MomentProps = Omit<ComponentProps<"div">, "title"> & {
  readonly drawing: Extract<DrawingName, "done" | "paid" | "sending">
  /** What happened, in the customer's words. */
  readonly title: string
}

/** A success where the eye is: a drawing and its words. The one next step stands under it, or in it. */
export function Moment({ drawing, title, children, className, ...rest }: MomentProps) {
  return (
    <div
      {...rest}
      className={clsx(
        "flex flex-wrap items-center gap-x-5 gap-y-2 rounded-card px-5 py-4",
        drawing === "sending" ? "bg-waiting-ground" : "bg-active-ground",
        className,
      )}
    >
      <Drawing name={drawing} isDrawnNow />
      <div className="min-w-0 grow basis-60">
        <p className="font-strong text-lead">{title}</p>
        {children}
      </div>
    </div>
  )
}
