import "server-only"
import { z } from "zod"
import { log } from "./log"

/** At most one line in so many milliseconds, however many reports strangers send. */
const lineEveryMs = 60_000
/** How many different violations one line names; the rest is a number. */
const namedAtOnce = 5
const mostInOneBody = 20

const directive = z
  .string()
  .regex(/^(?:[a-z]{2,10}-src(?:-elem|-attr)?|form-action|frame-ancestors|base-uri)$/)
/** What was blocked: an address, or a word such as `inline`. */
const blocked = z.string().max(2_000).transform(originOf)

/** Of `report-uri`: one report. */
const single = z.object({
  "csp-report": z.object({ "effective-directive": directive, "blocked-uri": blocked }),
})
/** Of `report-to`: one of a list. */
const listed = z.object({
  type: z.literal("csp-violation"),
  body: z.object({ effectiveDirective: directive, blockedURL: blocked }),
})

/**
 * The violations that a browser's report names: the directive and the blocked origin. The rest of it, the
 * page's address among others, can hold a token and is dropped.
 */
export function violationsIn(body: unknown): readonly string[] {
  const one = single.safeParse(body)
  if (one.success) {
    const report = one.data["csp-report"]
    return [`${report["effective-directive"]} ${report["blocked-uri"]}`]
  }
  const list = Array.isArray(body) ? body.slice(0, mostInOneBody) : []
  return list.flatMap((entry) => {
    const report = listed.safeParse(entry)
    return report.success ? [`${report.data.body.effectiveDirective} ${report.data.body.blockedURL}`] : []
  })
}

function originOf(address: string): string {
  if (/^[a-z-]{1,20}$/.test(address)) return address
  const url = URL.parse(address)
  if (!url) return "unknown"
  const isWeb = /^(?:https?|wss?):$/.test(url.protocol)
  return (isWeb ? url.origin : url.protocol).slice(0, 100)
}

const named = new Map<string, number>()
let unnamed = 0
let lineAt = Number.NEGATIVE_INFINITY

/** Counts violations, and logs the counts since the last line. `nowMs` of a monotonic clock. */
export function countViolations(violations: readonly string[], nowMs: number = performance.now()): void {
  for (const violation of violations) {
    const count = named.get(violation)
    if (count !== undefined || named.size < namedAtOnce) named.set(violation, (count ?? 0) + 1)
    else unnamed += 1
  }
  if (named.size === 0 || nowMs - lineAt < lineEveryMs) return
  log.warn({ blocked: Object.fromEntries(named), others: unnamed }, "content security policy violated")
  named.clear()
  unnamed = 0
  lineAt = nowMs
}
