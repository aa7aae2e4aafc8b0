"use client"

import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query"
import { usePathname, useRouter } from "next/navigation"
import { useEffect, useState } from "react"
import { Alert } from "@/components/ui/alert"
import { paths } from "@/lib/paths"

/** The page is rendered again when `state` changes; `isPending`: it may change without the customer. */
type Watched = { readonly state: string; readonly isPending: boolean }
type Props = {
  readonly url: string
  readonly initial: Watched
  /** Asks so often while nothing is pending; without it not at all. */
  readonly everyMs?: number
}

const askAgainMs = 3_000

/** Polls while the state is pending, and renders the page again when it has changed. */
export function StateWatcher(props: Props) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <Watcher {...props} />
    </QueryClientProvider>
  )
}

function Watcher({ url, initial, everyMs }: Props) {
  const router = useRouter()
  const here = usePathname()
  const { data } = useQuery({
    // A page rendered again starts from its own, newer state.
    queryKey: [url, initial.state, initial.isPending],
    queryFn: () => fetchState(url),
    initialData: initial,
    staleTime: everyMs === undefined ? 0 : everyMs / 2,
    refetchInterval: ({ state: { data: latest } }) => {
      if (latest === "signed-out") return false
      return latest?.isPending ? askAgainMs : (everyMs ?? false)
    },
    retry: false,
  })
  const isOver = data === "signed-out"
  useEffect(() => {
    if (!isOver && data.state !== initial.state) router.refresh()
  }, [isOver, data, initial.state, router])
  return isOver ? <SessionOver signIn={paths.signInThen(here)} /> : null
}

/** The page shows what was true when the session ended elsewhere: said at once, with the way back. */
const SessionOver = ({ signIn }: { readonly signIn: string }) => (
  <Alert tone="warning" role="alert" className="relative my-5">
    Sesiunea a expirat.{" "}
    <a href={signIn} className="inline-flex min-h-12 items-center link">
      Autentifică-te din nou
    </a>
    .
  </Alert>
)

async function fetchState(url: string): Promise<Watched | "signed-out"> {
  const answer = await fetch(url, { headers: { accept: "application/json" } })
  if (answer.status === 401) return "signed-out"
  if (!answer.ok) throw new Error(`${url} was answered with ${answer.status}`)
  return answer.json()
}
