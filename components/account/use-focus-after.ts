"use client"

import { type RefObject, useLayoutEffect, useRef } from "react"

/**
 * For a form that leaves the page when it succeeds: the element with this id takes the focus that was in the
 * form, so that the keyboard goes on from there and not from the top of the page.
 */
export function useFocusAfter(id: string): RefObject<HTMLFormElement | null> {
  const element = useRef<HTMLFormElement>(null)
  useLayoutEffect(() => {
    const form = element.current
    return () => {
      if (!form?.contains(document.activeElement)) return
      requestAnimationFrame(() => document.getElementById(id)?.focus())
    }
  }, [id])
  return element
}
