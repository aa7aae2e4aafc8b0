"use client"

import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useEffect, useState } from "react"

/** The page is rendered again when `state` changes; `isPending`: it may change without the customer. */
type Watched = { readonly state: string; readonly isPending: boolean }
type Props = { readonly url: string; readonly initial: Watched }

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

function Watcher({ url, initial }: Props) {
  const router = useRouter()
  const { data } = useQuery({
    // A page rendered again starts from its own, newer state.
    queryKey: [url, initial.state, initial.isPending],
    queryFn: () => fetchState(url),
    initialData: initial,
    refetchInterval: (query) => (query.state.data?.isPending ? askAgainMs : false),
    retry: false,
  })
  useEffect(() => {
    if (data.state !== initial.state) router.refresh()
  }, [data.state, initial.state, router])
  return null
}

async function fetchState(url: string): Promise<Watched> {
  const answer = await fetch(url, { headers: { accept: "application/json" } })
  if (!answer.ok) throw new Error(`${url} was answered with ${answer.status}`)
  return answer.json()
}
