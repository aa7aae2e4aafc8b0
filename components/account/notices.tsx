"use client"

import { createContext, type ReactNode, useContext, useState } from "react"
import { Toast } from "@/components/ui/toast"

const Notify = createContext<(message: string) => void>(() => {})

/** Confirms the success of a form that is removed from the page by that success. */
export const useNotify = () => useContext(Notify)

export function Notices({ children }: { readonly children: ReactNode }) {
  const [message, setMessage] = useState<string>()
  return (
    <Notify value={setMessage}>
      {children}
      <Toast onClose={() => setMessage(undefined)}>{message}</Toast>
    </Notify>
  )
}
