"use client"

import { type ReactNode, useEffect, useId, useRef } from "react"

type DialogProps = {
  readonly open: boolean
  readonly title: string
  readonly onClose: () => void
  readonly children: ReactNode
}

/** The browser's own modal dialog: it keeps the focus inside, closes on Escape and gives the focus back. */
export function Dialog({ open, title, onClose, children }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null)
  const titleId = useId()

  useEffect(() => {
    if (open && !dialog.current?.open) dialog.current?.showModal()
    if (!open) dialog.current?.close()
  }, [open])

  return (
    <dialog
      ref={dialog}
      aria-labelledby={titleId}
      onClose={onClose}
      className="m-auto max-h-[90dvh] w-[min(32rem,calc(100vw-2rem))] overflow-y-auto rounded-card border border-line bg-paper p-5 text-ink shadow-raised backdrop:bg-frame backdrop:opacity-70 open:animate-appear"
    >
      <div className="mb-4 flex items-start justify-between gap-3">
        <h2 id={titleId} className="py-2 text-lead">
          {title}
        </h2>
        <form method="dialog">
          <button
            type="submit"
            aria-label="Închide"
            className="grid size-12 place-items-center rounded-control hover:bg-page"
          >
            <svg
              aria-hidden="true"
              viewBox="0 0 20 20"
              className="size-5"
              stroke="currentColor"
              strokeWidth="2.5"
            >
              <path d="M4 4 16 16M16 4 4 16" strokeLinecap="round" />
            </svg>
          </button>
        </form>
      </div>
      {open && children}
    </dialog>
  )
}
