import { probeAnswer, probeOptions } from "@/app/_server/probe"
import { app } from "@/lib/app-context"
import { checkHealth } from "@/lib/operations/check-health"

export const GET = async () => probeAnswer(await checkHealth(app()))
export const OPTIONS = probeOptions
