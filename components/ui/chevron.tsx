import clsx from "clsx"

type ChevronProps = { readonly isBack?: boolean; readonly className?: string }

/** Leads on, or back. Drawn, because the subset of the typeface has no such sign. */
export const Chevron = ({ isBack = false, className }: ChevronProps) => (
  <svg
    aria-hidden="true"
    viewBox="0 0 12 12"
    className={clsx("size-3.5 shrink-0", className)}
    fill="none"
    stroke="currentColor"
    strokeWidth="2"
    strokeLinecap="round"
    strokeLinejoin="round"
  >
    <path d={isBack ? "M8 1.5 3.5 6 8 10.5" : "M4 1.5 8.5 6 4 10.5"} />
  </svg>
)
