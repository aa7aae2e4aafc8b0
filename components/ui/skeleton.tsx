import clsx from "clsx"

/** Holds the place of something that is on its way. Its size comes from the caller, so that nothing moves later. */
export function Skeleton({ className }: { readonly className?: string }) {
  return (
    <span aria-hidden="true" className={clsx("block animate-breathe rounded-control bg-line", className)} />
  )
}
