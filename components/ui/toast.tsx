"use client"

import type { ReactNode } from "react"

type ToastProps = {
  /** Empty: the live region stays on the page. */
  readonly children?: ReactNode
  readonly onClose: () => void
}

/** A short confirmation over the page. It stays until it is closed, so that slow readers can read it. */
export function Toast({ children, onClose }: ToastProps) {
  return (
    <div
      role="status"
      className="pointer-events-none fixed inset-x-0 bottom-24 z-20 flex justify-center px-4 md:bottom-6"
    >
      {children && (
        <div
          data-toast
          className="on-frame pointer-events-auto flex max-w-xl animate-appear items-center gap-2 rounded-control border border-on-frame-muted py-1 pr-1 pl-4 shadow-raised"
        >
          <span className="py-2">{children}</span>
          <button
            type="button"
            onClick={onClose}
            className="min-h-12 shrink-0 rounded-control px-3 font-strong"
          >
            Închide
          </button>
        </div>
      )}
    </div>
  )
}
