import { countViolations, violationsIn } from "@/lib/runtime/csp-reports"
import { readShortBody } from "@/lib/runtime/short-body"

const maxBytes = 16 * 1_024

/** Browsers report here what a content security policy blocked. Reports are counted and not kept. */
export async function POST(request: Request): Promise<Response> {
  const type = request.headers.get("content-type") ?? ""
  if (!/^application\/(?:csp-report|reports\+json)\b/i.test(type)) return refusal("not a report", 415)
  const body = await readShortBody(request, maxBytes)
  if (body === null) return refusal("too long", 413)
  try {
    countViolations(violationsIn(JSON.parse(new TextDecoder().decode(body))))
  } catch (error) {
    if (error instanceof SyntaxError) return refusal("not JSON", 400)
    throw error
  }
  return new Response(null, { status: 204 })
}

const refusal = (error: string, status: number) => Response.json({ error }, { status })
