import { cronRoute } from "@/app/_server/cron-route"
import { cleanUp } from "@/lib/operations/clean-up"

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = cronRoute("cleanup", cleanUp)
