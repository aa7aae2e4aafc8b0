import "server-only"
import { createHash, timingSafeEqual } from "node:crypto"
import type { App } from "@/lib/app"
import { app } from "@/lib/app-context"
import { env } from "@/lib/env"
import { log } from "@/lib/runtime/log"

type Job = (app: App) => Promise<Record<string, number>>

/**
 * A scheduled job at its address: GET with `Authorization: Bearer $CRON_SECRET` answers its counts. Runs may overlap,
 * repeat or be missed. 401 without the right secret, or when none is set; 405 for every other method.
 */
export function cronRoute(name: string, job: Job) {
  return {
    async GET(request: Request): Promise<Response> {
      if (!isScheduler(request)) return Response.json({ error: "unauthorized" }, { status: 401 })
      const counts = await job(app())
      log.info({ job: name, ...counts }, "job done")
      return Response.json(counts)
    },
    HEAD: notAllowed,
    OPTIONS: notAllowed,
    POST: notAllowed,
    PUT: notAllowed,
    PATCH: notAllowed,
    DELETE: notAllowed,
  }
}

const notAllowed = () => new Response(null, { status: 405, headers: { Allow: "GET" } })

/** Digests of equal length are compared in constant time; an unset secret refuses everyone. */
function isScheduler(request: Request): boolean {
  const secret = env().CRON_SECRET
  if (!secret) return false
  const given = digest(request.headers.get("authorization") ?? "")
  return timingSafeEqual(given, digest(`Bearer ${secret}`))
}

const digest = (text: string) => createHash("sha256").update(text).digest()
