import { connection } from "next/server"
import { probeAnswer, probeOptions } from "@/app/_server/probe"

/** Liveness: 200 as long as the process runs. Does not use the database. */
export async function GET(): Promise<Response> {
  await connection()
  return probeAnswer({ status: "ok" })
}

export const OPTIONS = probeOptions
