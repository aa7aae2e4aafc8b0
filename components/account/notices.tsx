"use client"

import { createContext, type ReactNode, useContext, useState } from "react"
import { Toast } from "@/components/ui/toast"

const Notify = createContext<(message: string) => void>(() => {})

/** Says what was done by a form that its own success takes off the page. */
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
