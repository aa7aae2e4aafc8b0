"use client"

import { useEffect, useState } from "react"
import { signalMinutes } from "@/lib/domain/packages/entitlement"
import { minuteCount } from "@/lib/domain/words/plural"

type Props = {
  /** ISO 8601. */
  readonly until: string
  /** Sent again for something that ran already. */
  readonly isAgain: boolean
}

const refreshMs = 15_000

/** While a decoder may still be getting the signal: what to do, and for how long at most. */
export function SignalNote({ until, isAgain }: Props) {
  const minutes = useMinutesTo(until)
  if (minutes !== null && minutes <= 0) return null
  return (
    <p className="rounded-small bg-active-ground px-4 py-3">
      {isAgain ? "Am trimis semnalul din nou." : "Activarea a pornit."} Lasă decodorul pornit pe un canal
      codat până la {minuteCount(signalMinutes)}.
      {minutes !== null && <span className="figures"> Mai pot trece cel mult {minuteCount(minutes)}.</span>}
    </p>
  )
}

/** Null until the browser's clock is known: the server's page says no number that would be wrong by then. */
function useMinutesTo(until: string): number | null {
  const [now, setNow] = useState<number | null>(null)
  useEffect(() => {
    const tick = () => setNow(Date.now())
    tick()
    const timer = setInterval(tick, refreshMs)
    return () => clearInterval(timer)
  }, [])
  return now === null ? null : Math.ceil((Date.parse(until) - now) / 60_000)
}
