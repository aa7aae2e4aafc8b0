"use client"

import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useEffect, useState } from "react"

/** `state` is any word that changes when the page should; `isPending`: something may still come by itself. */
type Watched = { readonly state: string; readonly isPending: boolean }
type Props = { readonly url: string; readonly initial: Watched }

const askAgainMs = 3_000

/** Asks what became of the page's subject while something may still come, and shows the page anew once it did. */
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
    // What the page was rendered with is the newest there is: a page shown anew starts anew.
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
