import { probeAnswer, probeOptions } from "@/app/_server/probe"
import { app } from "@/lib/app-context"
import { checkReadiness } from "@/lib/health/check-health"

export const GET = async () => probeAnswer(await checkReadiness(app()))
export const OPTIONS = probeOptions
