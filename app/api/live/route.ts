import { connection } from "next/server"
import { probeAnswer, probeOptions } from "@/app/_server/probe"

/** The process alone: it answers whatever the database does. */
export async function GET(): Promise<Response> {
  await connection()
  return probeAnswer({ status: "ok" })
}

export const OPTIONS = probeOptions
