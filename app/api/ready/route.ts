import { probeAnswer, probeOptions } from "@/app/_server/probe"
import { app } from "@/lib/app-context"
import { checkReadiness } from "@/lib/operations/check-health"

export const GET = async () => probeAnswer(await checkReadiness(app()))
export const OPTIONS = probeOptions
