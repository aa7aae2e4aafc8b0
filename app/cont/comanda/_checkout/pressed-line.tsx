"use client"

import { useLinkStatus } from "next/link"

/** Marks the link around it from the press until its page is there. */
export function PressedLine() {
  const { pending } = useLinkStatus()
  return pending && <span aria-hidden="true" className="absolute inset-x-2 bottom-0.5 h-[3px] bg-action" />
}
