import "server-only"
import type { IncomingMessage, ServerResponse } from "node:http"
import type { PostedForm } from "./action-begun"
import { type RefusalStatus, refusalHeaders, refusalPage } from "./refusal-page"

/**
 * Shows our page in place of two answers of Next to a form: its English line where a page without JavaScript
 * is of an earlier build (409) or names no action (400), and 500 where no action could read the body (400).
 */
export function answerForm(request: IncomingMessage, response: ServerResponse, form: PostedForm): void {
  const { writeHead, write, end } = response
  let page: string | null = null
  const refusalNow = (status: number) => refusalOf(request, response, { ...form, status })

  response.writeHead = (status: number, ...rest: unknown[]) => {
    const refusal = refusalNow(status)
    if (!refusal) return Reflect.apply(writeHead, response, [status, ...rest])
    page = refusalPage(refusal)
    for (const name of ["content-encoding", "content-length", "etag"]) response.removeHeader(name)
    return Reflect.apply(writeHead, response, [refusal, refusalHeaders])
  }
  /** Whether the page goes out in place of what Next writes. Writes the head of such an answer. */
  function isReplaced(): boolean {
    if (!response.headersSent && refusalNow(response.statusCode)) response.writeHead(response.statusCode)
    return page !== null
  }
  response.write = (...chunk: unknown[]) => isReplaced() || Reflect.apply(write, response, chunk)
  response.end = (...chunk: unknown[]) => Reflect.apply(end, response, isReplaced() ? [page] : chunk)
}

function refusalOf(
  { headers }: IncomingMessage,
  response: ServerResponse,
  { begun, status }: PostedForm & { readonly status: number },
): RefusalStatus | null {
  if (status === 500) return begun ? null : 400
  // With JavaScript the form reads this header itself.
  if (headers["next-action"] || !response.hasHeader("x-nextjs-action-not-found")) return null
  return status === 400 || status === 409 ? status : null
}
