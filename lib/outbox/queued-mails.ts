import "server-only"
import { AsyncLocalStorage } from "node:async_hooks"

const requests = new AsyncLocalStorage<{ hasQueued: boolean }>()

/** Notes whether `work`, the work of one request, enqueues a mail. */
export const noteQueuedMails = <Value>(work: () => Promise<Value>): Promise<Value> =>
  requests.run({ hasQueued: false }, work)

export function noteQueuedMail(): void {
  const request = requests.getStore()
  if (request) request.hasQueued = true
}

/**
 * Answers, whenever it is asked, whether this request has enqueued a mail by then; true where requests are
 * not noted.
 */
export function queuedMails(): { readonly hasQueued: boolean } {
  return requests.getStore() ?? { hasQueued: true }
}
