import "server-only"
import { createHash, timingSafeEqual } from "node:crypto"
import type { App } from "@/lib/app"
import { app } from "@/lib/app-context"
import { env } from "@/lib/env"
import { log } from "@/lib/runtime/log"

type Job = (app: App) => Promise<Record<string, number>>

/**
 * The route of a scheduled job. GET with `Authorization: Bearer $CRON_SECRET` runs it and answers its counts.
 * 401 with a wrong secret, or if none is set; 405 for every other method.
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

/** Compares digests, which have equal length, in constant time. */
function isScheduler(request: Request): boolean {
  const secret = env().CRON_SECRET
  if (!secret) return false
  const given = digest(request.headers.get("authorization") ?? "")
  return timingSafeEqual(given, digest(`Bearer ${secret}`))
}

const digest = (text: string) => createHash("sha256").update(text).digest()
