"use client"

import { QueryClient, QueryClientProvider, useQuery } from "@tanstack/react-query"
import { useRouter } from "next/navigation"
import { useEffect, useState } from "react"
import type { OrderState } from "@/lib/domain/order-state"
import { orderPaths } from "@/lib/paths"

type Watched = { readonly state: OrderState; readonly isPending: boolean }

const askAgainMs = 3_000

/** Asks what became of the order while something may still come, and shows the page anew once it did. */
export function OrderWatcher({ id, initial }: { readonly id: string; readonly initial: Watched }) {
  const [client] = useState(() => new QueryClient())
  return (
    <QueryClientProvider client={client}>
      <Watcher id={id} initial={initial} />
    </QueryClientProvider>
  )
}

function Watcher({ id, initial }: { readonly id: string; readonly initial: Watched }) {
  const router = useRouter()
  const { data } = useQuery({
    queryKey: ["order", id],
    queryFn: () => fetchStatus(id),
    initialData: initial,
    refetchInterval: (query) => (query.state.data?.isPending ? askAgainMs : false),
    retry: false,
  })
  useEffect(() => {
    if (data.state !== initial.state) router.refresh()
  }, [data.state, initial.state, router])
  return null
}

async function fetchStatus(id: string): Promise<Watched> {
  const answer = await fetch(orderPaths.json(id), { headers: { accept: "application/json" } })
  if (!answer.ok) throw new Error(`The order was answered with ${answer.status}`)
  return answer.json()
}
