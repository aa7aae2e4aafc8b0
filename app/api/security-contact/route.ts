import { connection } from "next/server"
import { app } from "@/lib/app-context"
import { dayMs, later } from "@/lib/domain/time/lifetimes"
import { absoluteUrl, seller } from "@/lib/env"

const validDays = 90

/** `/.well-known/security.txt` (RFC 9116): where people report what they found. Always valid for 90 days. */
export async function GET(): Promise<Response> {
  await connection()
  const lines = [
    `Contact: mailto:${seller().email}`,
    `Expires: ${later(app().now(), validDays * dayMs).toISOString()}`,
    "Preferred-Languages: ro, en",
    `Canonical: ${absoluteUrl("/.well-known/security.txt")}`,
  ]
  return new Response(`${lines.join("\n")}\n`, { headers: { "Content-Type": "text/plain; charset=utf-8" } })
}
